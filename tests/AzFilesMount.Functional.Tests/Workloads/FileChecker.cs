using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Workloads;

/// <summary>
/// Random operations on one file, each checked against a model, as fsx does. The seed alone decides what happens; a failure says the
/// seed and the last operations. Not thread-safe.
/// </summary>
internal sealed class FileChecker : IDisposable
{
    private const int Capacity = 1 << 20;
    private const int LargestOperation = 96 * 1024;
    private const int HistoryLength = 25;
    private readonly string _path;
    private readonly int _seed;
    private readonly Random _random;
    private readonly FileModel _model = new(Capacity);
    private readonly Queue<string> _history = new();
    private PosixFile _file;
    private int _operation;

    public FileChecker(string path, int seed)
    {
        _path = path;
        _seed = seed;
        _random = new Random(seed);
        _file = PosixFile.Create(path);
    }

    public void Run(int operations)
    {
        try
        {
            for (_operation = 0; _operation < operations; _operation++)
                Step();
            Reopen();
            CheckAll();
        }
        catch (Exception exception)
        {
            string history = string.Join('\n', _history);
            throw new InvalidOperationException(
                $"Seed {_seed}, operation {_operation} of {operations}: {exception.Message}\nLast operations:\n{history}", exception);
        }
    }

    public void Dispose() => _file.Dispose();

    private void Step()
    {
        switch (_random.Next(100))
        {
            case < 26: Read(); break;
            case < 52: Write(); break;
            case < 60: MappedRead(); break;
            case < 68: MappedWrite(); break;
            case < 74: Truncate(_random.Next(_model.Length + 1)); break;
            case < 78: Truncate(Math.Min(Capacity, _model.Length + _random.Next(LargestOperation))); break;
            case < 83: PunchHole(); break;
            case < 88: ZeroRange(); break;
            case < 92: Sync(); break;
            case < 95: DropCache(); break;
            case < 98: Reopen(); break;
            default: CheckAll(); break;
        }
    }

    private void Read()
    {
        (int offset, int length) = NextRange(Capacity);
        Record("read", offset, length);
        SeededData.AssertSame(_model.Range(offset, length), _file.ReadExactly(length, offset), "read");
    }

    private void Write()
    {
        (int offset, int length) = NextRange(Capacity);
        Record("write", offset, length);
        byte[] data = NextData(length);
        _file.Write(data, offset);
        _model.Write(offset, data);
    }

    private void MappedRead()
    {
        if (_model.Length == 0)
            return;
        (int offset, int length) = NextRange(_model.Length);
        Record("mapped read", offset, length);
        using MappedRange map = MappedRange.Map(_file, offset + length);
        byte[] buffer = new byte[length];
        map.Read(buffer, offset);
        SeededData.AssertSame(_model.Range(offset, length), buffer, "mapped read");
    }

    private void MappedWrite()
    {
        if (_model.Length == 0)
            return;
        (int offset, int length) = NextRange(_model.Length);
        bool sync = _random.Next(2) == 0;
        Record(sync ? "mapped write and sync" : "mapped write", offset, length);
        byte[] data = NextData(length);
        using MappedRange map = MappedRange.Map(_file, offset + length);
        map.Write(data, offset);
        _model.Write(offset, data);
        if (sync)
            map.Sync();
    }

    private void Truncate(int length)
    {
        Record(length < _model.Length ? "truncate down" : "truncate up", length, 0);
        if (_random.Next(2) == 0)
            _file.SetLength(length);
        else
            Posix.SetLength(_path, length);
        _model.SetLength(length);
    }

    private void PunchHole()
    {
        (int offset, int length) = NextRange(Capacity);
        Record("punch hole", offset, length);
        if (TryAllocate(AllocateFlags.PunchHole | AllocateFlags.KeepSize, offset, length))
            _model.Zero(offset, length, grow: false);
    }

    private void ZeroRange()
    {
        (int offset, int length) = NextRange(Capacity);
        bool keep = _random.Next(2) == 0;
        Record(keep ? "zero range, keep size" : "zero range", offset, length);
        if (TryAllocate(keep ? AllocateFlags.ZeroRange | AllocateFlags.KeepSize : AllocateFlags.ZeroRange, offset, length))
            _model.Zero(offset, length, grow: !keep);
    }

    /// <summary>False where a plain directory, such as one of tmpfs, cannot do it; a mount has to.</summary>
    private bool TryAllocate(AllocateFlags mode, int offset, int length)
    {
        try
        {
            _file.Allocate(mode, offset, length);
            return true;
        }
        catch (PosixException exception) when (SharedMount.IsPlain && exception.Error == Errno.EOPNOTSUPP)
        {
            return false;
        }
    }

    private void Sync()
    {
        Record("fsync", 0, 0);
        _file.Sync();
    }

    private void DropCache()
    {
        Record("fsync and drop cache", 0, 0);
        _file.Sync();
        _file.DropCache();
    }

    private void Reopen()
    {
        Record("close and open", 0, 0);
        _file.Close();
        _file = PosixFile.Open(_path, OpenFlags.ReadWrite);
        Assert.Equal(_model.Length, _file.Length);
    }

    private void CheckAll()
    {
        Record("read all", 0, _model.Length);
        Assert.Equal(_model.Length, new FileInfo(_path).Length);
        SeededData.AssertSame(_model.Range(0, _model.Length), _file.ReadExactly(_model.Length + 1, 0), "read all");
    }

    /// <summary>A range of at least one byte below the limit; every fourth begins on a page.</summary>
    private (int Offset, int Length) NextRange(int limit)
    {
        int offset = _random.Next(limit);
        if (_random.Next(4) == 0)
            offset &= ~4095;
        int length = 1 + _random.Next(Math.Min(LargestOperation, limit - offset));
        return (offset, length);
    }

    private byte[] NextData(int length)
    {
        byte[] data = new byte[length];
        // Some runs of zeros: a store that sends them as cleared ranges has to get them right as well.
        if (_random.Next(10) > 0)
            _random.NextBytes(data);
        return data;
    }

    private void Record(string name, int offset, int length)
    {
        _history.Enqueue($"{_operation}: {name} offset {offset} length {length}, file length {_model.Length}");
        if (_history.Count > HistoryLength)
            _history.Dequeue();
    }
}
