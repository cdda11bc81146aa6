using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AzFilesMount.Emulator.Storage;

/// <summary>Frees a span in the middle of a file.</summary>
internal static partial class SparseFile
{
    private const int KeepSizeAndPunchHole = 0x01 | 0x02;
    private const int ZeroLength = 1024 * 1024;

    /// <summary>Punches a hole where the system can, else writes zeros: either way the span reads as zeros.</summary>
    public static void PunchHole(SafeFileHandle file, long offset, long length)
    {
        if (OperatingSystem.IsLinux() && Allocate(file, KeepSizeAndPunchHole, offset, length) == 0)
            return;
        var zeros = new byte[Math.Min(length, ZeroLength)];
        for (long done = 0; done < length; done += zeros.Length)
            RandomAccess.Write(file, zeros.AsSpan(0, (int)Math.Min(zeros.Length, length - done)), offset + done);
    }

    [LibraryImport("libc", EntryPoint = "fallocate64", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Allocate(SafeFileHandle file, int mode, long offset, long length);
}
