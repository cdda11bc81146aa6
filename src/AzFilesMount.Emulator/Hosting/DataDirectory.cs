namespace AzFilesMount.Emulator.Hosting;

/// <summary>
/// The directory that an emulator works in, held for itself alone. Without persistence it is a temporary one that goes when the emulator
/// stops.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    public const string LockName = "lock";

    private readonly FileStream _lock;

    private DataDirectory(string path, bool isTemporary, FileStream held)
    {
        Path = path;
        IsTemporary = isTemporary;
        _lock = held;
    }

    public string Path { get; }

    public bool IsTemporary { get; }

    public static DataDirectory Open(string? path)
    {
        if (path is not null)
            return Open(System.IO.Path.GetFullPath(path), isTemporary: false);
        TemporaryDirectories.RemoveStale();
        return Open(TemporaryDirectories.NewPath(), isTemporary: true);
    }

    public void Dispose()
    {
        _lock.Dispose();
        if (IsTemporary)
            Directory.Delete(Path, recursive: true);
    }

    private static DataDirectory Open(string path, bool isTemporary)
    {
        try
        {
            PrivateFile.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorException($"The data directory {path} cannot be used: {e.Message} Give another one with --data.", e);
        }

        try
        {
            return new DataDirectory(path, isTemporary, Hold(System.IO.Path.Combine(path, LockName)));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new EmulatorException($"The data directory {path} is not writable; give another one with --data.", e);
        }
        catch (IOException e)
        {
            throw new EmulatorException($"The data directory {path} is in use by another emulator; stop that one or give another with --data.", e);
        }
    }

    /// <summary>The system gives the lock up when the process ends, however it ends.</summary>
    private static FileStream Hold(string path) => PrivateFile.Open(path, FileMode.OpenOrCreate, FileShare.None);
}
