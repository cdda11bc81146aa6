namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>A directory whose entries are named by index.</summary>
public readonly record struct WorkPath(string Root)
{
    public string this[string name] => Path.Combine(Root, name);

    public IReadOnlyList<string> Names() => WorkDirectory.NamesIn(Root);
}
