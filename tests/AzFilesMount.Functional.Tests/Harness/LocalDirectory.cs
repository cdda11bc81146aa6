namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>A temporary directory on the local disk.</summary>
public sealed class LocalDirectory : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("azft-local-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    public void Dispose()
    {
        if (!Settings.KeepFiles)
            Directory.Delete(Root, recursive: true);
    }
}
