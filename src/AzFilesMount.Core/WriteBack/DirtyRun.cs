using System.Buffers;

namespace AzFilesMount.Core.WriteBack;

/// <summary>Neighbouring unsent bytes that go to the share in one request.</summary>
/// <param name="Offset">Where they go in the file.</param>
/// <param name="Data">The bytes, in the blocks where they lie; stable while the upload is in flight.</param>
public readonly record struct DirtyRun(long Offset, ReadOnlySequence<byte> Data);
