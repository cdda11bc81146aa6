namespace AzFilesMount.Core.FileSystem;

/// <summary>What fallocate shall do with a range.</summary>
public enum AllocateMode
{
    /// <summary>Make the file at least that long.</summary>
    Extend,
    /// <summary>Nothing visible: space need not be reserved on a share.</summary>
    KeepLength,
    /// <summary>Zero the bytes inside the present length and free their space.</summary>
    PunchHole,
    /// <summary>Zero the bytes, growing the file if the range ends after it.</summary>
    ZeroRange,
}
