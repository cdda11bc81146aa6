using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using AzFilesMount.Core.FileSystem;
using AzFilesMount.Fuse.Protocol;

namespace AzFilesMount.Fuse.Operations;

/// <summary>
/// Puts directory entries into the reply of a READDIR or READDIRPLUS until it is full. Reused; not thread-safe, one request at a
/// time fills it.
/// </summary>
internal sealed class DirectoryReply(IFileSystem fileSystem, AttributeEncoder encoder) : IDirectorySink
{
    // The kernel's offsets 1 and 2 stand after "." and "..", so the engine's cookies begin above them.
    private const long DotOffset = 1;
    private const long DotDotOffset = 2;

    // What libfuse says for an inode number nobody knows.
    private const ulong UnknownInode = 0xFFFFFFFF;
    private const int LongestName = 1024;
    private const int TypeShift = 12;

    private Memory<byte> _buffer;
    private int _length;
    private bool _plus;

    public ReadOnlySpan<byte> Written => _buffer.Span[.._length];

    /// <summary>Starts a reply at a place of the kernel; returns the engine's place.</summary>
    public long Begin(Memory<byte> buffer, long offset, bool plus)
    {
        _buffer = buffer;
        _length = 0;
        _plus = plus;
        if (offset < DotOffset)
            TryAddDots("."u8, DotOffset);
        if (offset < DotDotOffset)
            TryAddDots(".."u8, DotDotOffset);
        return Math.Max(0, offset - DotDotOffset);
    }

    public bool TryAdd(string name, in NodeInfo node, long nextCookie)
    {
        // The kernel answers EIO for the whole directory when one name is not to its liking; better that one is missing.
        var length = PresentableLength(name);
        if (length == 0)
        {
            GiveBack(node.Id);
            return true;
        }

        if (!TryReserve(length, out var target))
            return false;
        var entry = new DirectoryEntry
        {
            Inode = AttributeEncoder.Inode(in node),
            NextOffset = nextCookie + DotDotOffset,
            NameLength = (uint)length,
            Type = (node.IsDirectory ? LinuxFlags.TypeDirectory : LinuxFlags.TypeRegular) >> TypeShift,
        };
        if (_plus)
        {
            encoder.Encode(in node, out EntryOut attributes);
            MemoryMarshal.Write(target, in attributes);
            target = target[Unsafe.SizeOf<EntryOut>()..];
        }

        MemoryMarshal.Write(target, in entry);
        Encoding.UTF8.GetBytes(name, target[Unsafe.SizeOf<DirectoryEntry>()..]);
        return true;
    }

    /// <summary>The kernel did not take the reply: every entry in it was counted as a lookup and is given back.</summary>
    public void GiveBackReferences()
    {
        for (var position = 0; _plus && position < _length;)
        {
            var attributes = MemoryMarshal.Read<EntryOut>(_buffer.Span[position..]);
            var entry = MemoryMarshal.Read<DirectoryEntry>(_buffer.Span[(position + Unsafe.SizeOf<EntryOut>())..]);
            if (attributes.NodeId != 0)
                fileSystem.Forget(new NodeId(attributes.NodeId), 1);
            position += RecordLength((int)entry.NameLength);
        }

        _length = 0;
    }

    public void End() => _buffer = default;

    private void TryAddDots(ReadOnlySpan<byte> name, long offset)
    {
        if (!TryReserve(name.Length, out var target))
            return;
        // Node id 0: the kernel knows both without our word.
        var entry = new DirectoryEntry
        {
            Inode = UnknownInode,
            NextOffset = offset,
            NameLength = (uint)name.Length,
            Type = LinuxFlags.TypeDirectory >> TypeShift,
        };
        target = target[(_plus ? Unsafe.SizeOf<EntryOut>() : 0)..];
        MemoryMarshal.Write(target, in entry);
        name.CopyTo(target[Unsafe.SizeOf<DirectoryEntry>()..]);
    }

    private bool TryReserve(int nameLength, out Span<byte> target)
    {
        var record = RecordLength(nameLength);
        target = default;
        if (record > _buffer.Length - _length)
            return false;
        target = _buffer.Span.Slice(_length, record);
        target.Clear();
        _length += record;
        return true;
    }

    private int RecordLength(int nameLength)
    {
        var fixedLength = Unsafe.SizeOf<DirectoryEntry>() + (_plus ? Unsafe.SizeOf<EntryOut>() : 0);
        return (fixedLength + nameLength + 7) & ~7;
    }

    private void GiveBack(NodeId node)
    {
        if (_plus)
            fileSystem.Forget(node, 1);
    }

    private static int PresentableLength(string name)
    {
        if (name is "" or "." or ".." || name.AsSpan().ContainsAny('/', '\0'))
            return 0;
        Span<byte> utf8 = stackalloc byte[LongestName];
        var status = Utf8.FromUtf16(name, utf8, out _, out var written, replaceInvalidSequences: false);
        return status == System.Buffers.OperationStatus.Done ? written : 0;
    }
}
