namespace AzFilesMount.Core.FileSystem;

/// <summary>Size of the volume in bytes.</summary>
public readonly record struct VolumeInfo(long Total, long Free);
