using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

/// <summary>The length that a request gives a file.</summary>
internal static class FileLength
{
    public const long Maximum = 4L << 40;

    public static long? Read(OperationContext context)
    {
        var length = context.Number(WireHeaders.ContentLength);
        return length is < 0 or > Maximum ? throw Faults.FileTooLarge() : length;
    }
}
