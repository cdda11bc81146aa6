namespace AzFilesMount.FileRest.Tests.Doubles;

/// <summary>A file of its own that goes with the test.</summary>
internal sealed class TempFile : IDisposable
{
    public TempFile(string? text = null)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"azfm-test-{Guid.NewGuid():N}");
        if (text is not null)
            Write(text);
    }

    public string Path { get; }

    public void Write(string text)
    {
        File.WriteAllText(Path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => File.Delete(Path);
}
