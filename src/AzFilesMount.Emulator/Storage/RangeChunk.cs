namespace AzFilesMount.Emulator.Storage;

/// <summary>One piece of a <see cref="RangeMap"/>: 4 MiB of a file, a bit for each 512 bytes; null bits mean that nothing is written.</summary>
internal readonly record struct RangeChunk(long Index, ulong[]? Bits);
