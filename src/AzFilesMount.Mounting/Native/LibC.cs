using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace AzFilesMount.Mounting.Native;

/// <summary>The few calls .NET has no face for.</summary>
[SupportedOSPlatform("linux")]
internal static partial class LibC
{
    internal const int CurrentDirectory = -100;
    internal const int NoFollow = 0x100;
    internal const uint BasicStats = 0x7FF;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial uint GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "getegid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial uint GetEffectiveGroupId();

    /// <summary>statx(2): the same layout on every architecture, unlike stat(2).</summary>
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Statx(int directory, string path, int flags, uint mask, ref StatxBuffer buffer);

    [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Unmount(string target, int flags);

    /// <summary>Leaves the terminal's session, so that its hang-up and its Ctrl-C no longer reach this process.</summary>
    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int StartSession();

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Duplicate(int from, int to);
}
