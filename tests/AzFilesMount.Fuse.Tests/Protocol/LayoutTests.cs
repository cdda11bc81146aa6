using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Protocol;

namespace AzFilesMount.Fuse.Tests.Protocol;

/// <summary>Sizes and offsets as in linux/fuse.h; the protocol is the same on every architecture.</summary>
public class LayoutTests
{
    [Fact]
    public void Sizes_AreTheKernels()
    {
        Assert.Equal(40, Unsafe.SizeOf<InHeader>());
        Assert.Equal(16, Unsafe.SizeOf<OutHeader>());
        Assert.Equal(16, Unsafe.SizeOf<InitIn>());
        Assert.Equal(64, Unsafe.SizeOf<InitOut>());
        Assert.Equal(8, Unsafe.SizeOf<InterruptIn>());
        Assert.Equal(88, Unsafe.SizeOf<Attr>());
        Assert.Equal(128, Unsafe.SizeOf<EntryOut>());
        Assert.Equal(104, Unsafe.SizeOf<AttrOut>());
        Assert.Equal(88, Unsafe.SizeOf<SetAttrIn>());
        Assert.Equal(80, Unsafe.SizeOf<StatFsOut>());
        Assert.Equal(288, Unsafe.SizeOf<StatXOut>());
        Assert.Equal(16, Unsafe.SizeOf<MkNodIn>());
        Assert.Equal(8, Unsafe.SizeOf<MkDirIn>());
        Assert.Equal(8, Unsafe.SizeOf<RenameIn>());
        Assert.Equal(16, Unsafe.SizeOf<Rename2In>());
        Assert.Equal(16, Unsafe.SizeOf<CreateIn>());
        Assert.Equal(8, Unsafe.SizeOf<ForgetIn>());
        Assert.Equal(8, Unsafe.SizeOf<BatchForgetIn>());
        Assert.Equal(16, Unsafe.SizeOf<ForgetOne>());
    }

    [Fact]
    public void SizesOfFileMessages_AreTheKernels()
    {
        Assert.Equal(8, Unsafe.SizeOf<OpenIn>());
        Assert.Equal(16, Unsafe.SizeOf<OpenOut>());
        Assert.Equal(144, Unsafe.SizeOf<CreateOut>());
        Assert.Equal(40, Unsafe.SizeOf<ReadIn>());
        Assert.Equal(40, Unsafe.SizeOf<WriteIn>());
        Assert.Equal(8, Unsafe.SizeOf<WriteOut>());
        Assert.Equal(32, Unsafe.SizeOf<FAllocateIn>());
        Assert.Equal(24, Unsafe.SizeOf<LSeekIn>());
        Assert.Equal(8, Unsafe.SizeOf<LSeekOut>());
        Assert.Equal(24, Unsafe.SizeOf<DirectoryEntry>());
        Assert.Equal(24, Unsafe.SizeOf<InvalidateInodeOut>());
        Assert.Equal(16, Unsafe.SizeOf<InvalidateEntryOut>());
    }

    [Fact]
    public void Offsets_AreTheKernels()
    {
        Assert.Equal(8, Offset<InHeader>(nameof(InHeader.Unique)));
        Assert.Equal(16, Offset<InHeader>(nameof(InHeader.NodeId)));
        Assert.Equal(24, Offset<InHeader>(nameof(InHeader.Uid)));
        Assert.Equal(8, Offset<OutHeader>(nameof(OutHeader.Unique)));
        Assert.Equal(16, Offset<InitOut>(nameof(InitOut.MaxBackground)));
        Assert.Equal(20, Offset<InitOut>(nameof(InitOut.MaxWrite)));
        Assert.Equal(28, Offset<InitOut>(nameof(InitOut.MaxPages)));
        Assert.Equal(32, Offset<InitOut>(nameof(InitOut.Flags2)));
        Assert.Equal(48, Offset<Attr>(nameof(Attr.AccessNanoseconds)));
        Assert.Equal(60, Offset<Attr>(nameof(Attr.Mode)));
        Assert.Equal(80, Offset<Attr>(nameof(Attr.BlockSize)));
        Assert.Equal(32, Offset<EntryOut>(nameof(EntryOut.EntryValidNanoseconds)));
        Assert.Equal(40, Offset<EntryOut>(nameof(EntryOut.Attr)));
        Assert.Equal(16, Offset<AttrOut>(nameof(AttrOut.Attr)));
        Assert.Equal(16, Offset<SetAttrIn>(nameof(SetAttrIn.Size)));
        Assert.Equal(40, Offset<SetAttrIn>(nameof(SetAttrIn.ModifyTime)));
        Assert.Equal(60, Offset<SetAttrIn>(nameof(SetAttrIn.ModifyNanoseconds)));
        Assert.Equal(68, Offset<SetAttrIn>(nameof(SetAttrIn.Mode)));
        Assert.Equal(40, Offset<StatFsOut>(nameof(StatFsOut.BlockSize)));
        Assert.Equal(44, Offset<StatFsOut>(nameof(StatFsOut.NameLength)));
        Assert.Equal(32, Offset<StatXOut>(nameof(StatXOut.Mask)));
        Assert.Equal(60, Offset<StatXOut>(nameof(StatXOut.Mode)));
        Assert.Equal(64, Offset<StatXOut>(nameof(StatXOut.Inode)));
        Assert.Equal(96, Offset<StatXOut>(nameof(StatXOut.Access)));
        Assert.Equal(112, Offset<StatXOut>(nameof(StatXOut.Birth)));
        Assert.Equal(144, Offset<StatXOut>(nameof(StatXOut.Modify)));
        Assert.Equal(16, Offset<ReadIn>(nameof(ReadIn.Size)));
        Assert.Equal(128, Offset<CreateOut>(nameof(CreateOut.Opened)));
        Assert.Equal(24, Offset<FAllocateIn>(nameof(FAllocateIn.Mode)));
        Assert.Equal(16, Offset<LSeekIn>(nameof(LSeekIn.Whence)));
    }

    [Fact]
    public void NativeStructs_AreThoseOfA64BitSystem()
    {
        Assert.Equal(16, Unsafe.SizeOf<IoVector>());
        Assert.Equal(56, Unsafe.SizeOf<MessageHeader>());
        Assert.Equal(16, Offset<MessageHeader>(nameof(MessageHeader.Vectors)));
        Assert.Equal(32, Offset<MessageHeader>(nameof(MessageHeader.Control)));
        Assert.Equal(8, Unsafe.SizeOf<PollDescriptor>());
    }

    private static int Offset<T>(string field)
        where T : struct => (int)Marshal.OffsetOf<T>(field);
}
