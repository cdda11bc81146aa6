using System.Globalization;
using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Crash;

/// <summary>
/// Writes files one after another and remembers those whose close returned success. What was in flight when something was killed is
/// forgotten: it may be there or not. One thread writes; the memory is read after it ended.
/// </summary>
internal sealed class CrashWriter(string relative, int seed)
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, AcknowledgedFile> _files = new(StringComparer.Ordinal);
    private int _created;

    public int Acknowledged { get; private set; }

    /// <summary>Writes below the mount point until stopped, or until the first error unless told to go on.</summary>
    public void Write(string mountPoint, CancellationToken stop, bool goOn)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                Step(mountPoint);
                Acknowledged++;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                if (!goOn)
                    return;
                stop.WaitHandle.WaitOne(50);
            }
        }
    }

    /// <summary>Compares every remembered file with what the mount shows.</summary>
    public void Verify(string mountPoint, IReadOnlySet<string>? except = null)
    {
        foreach ((string path, AcknowledgedFile file) in _files)
        {
            if (except?.Contains(path) == true)
                continue;
            string full = Path.Combine(mountPoint, path);
            Assert.True(File.Exists(full), $"{path} was acknowledged ({file}) and is gone.");
            SeededData.AssertSame(file.Content(), File.ReadAllBytes(full), $"{path} ({file})");
        }
    }

    private void Step(string mountPoint)
    {
        Directory.CreateDirectory(Path.Combine(mountPoint, relative));
        int choice = _files.Count < 4 ? 0 : _random.Next(10);
        if (choice < 6)
            WriteNew(mountPoint);
        else if (choice < 8)
            Overwrite(mountPoint, Pick());
        else if (choice < 9)
            Append(mountPoint, Pick());
        else
            Rename(mountPoint, Pick());
    }

    private void WriteNew(string mountPoint)
    {
        string path = NextName();
        AcknowledgedFile file = NextFile();
        PosixFile.WriteWhole(Path.Combine(mountPoint, path), file.Content());
        _files[path] = file;
    }

    private void Overwrite(string mountPoint, string path)
    {
        AcknowledgedFile file = NextFile();
        _files.Remove(path);
        PosixFile.WriteWhole(Path.Combine(mountPoint, path), file.Content());
        _files[path] = file;
    }

    private void Append(string mountPoint, string path)
    {
        AcknowledgedFile more = _files[path] with { Appended = _files[path].Appended + 1 };
        _files.Remove(path);
        using (PosixFile file = PosixFile.Open(Path.Combine(mountPoint, path), OpenFlags.Write | OpenFlags.Append))
        {
            file.Append(more.LastAppended());
            file.Close();
        }

        _files[path] = more;
    }

    private void Rename(string mountPoint, string path)
    {
        string target = NextName();
        AcknowledgedFile file = _files[path];
        _files.Remove(path);
        Posix.Rename(Path.Combine(mountPoint, path), Path.Combine(mountPoint, target));
        _files[target] = file;
    }

    private string Pick() => _files.Keys.ElementAt(_random.Next(_files.Count));

    private string NextName() => $"{relative}/f{(_created++).ToString(CultureInfo.InvariantCulture)}";

    private AcknowledgedFile NextFile() => new(_random.Next(), _random.Next(5) == 0 ? _random.Next(6_000_000) : _random.Next(60_000), 0);
}
