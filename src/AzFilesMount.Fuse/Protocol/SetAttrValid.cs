namespace AzFilesMount.Fuse.Protocol;

/// <summary>Which fields of a SETATTR count.</summary>
[Flags]
internal enum SetAttrValid : uint
{
    None = 0,
    Mode = 1u << 0,
    Uid = 1u << 1,
    Gid = 1u << 2,
    Size = 1u << 3,
    AccessTime = 1u << 4,
    ModifyTime = 1u << 5,
    Handle = 1u << 6,
    AccessTimeNow = 1u << 7,
    ModifyTimeNow = 1u << 8,
}
