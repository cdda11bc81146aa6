using System.Runtime.InteropServices;

namespace AzFilesMount.Functional.Tests.Native;

/// <summary>System calls on paths, each throwing <see cref="PosixException"/> with the error number. Thread-safe.</summary>
public static class Posix
{
    private const int CurrentDirectory = -100;
    private const uint NoReplaceFlag = 1;

    public static bool IsRoot => Libc.EffectiveUser() == 0;

    public static void Rename(string from, string to) => Check(Libc.Rename(from, to), "rename", $"{from} -> {to}");

    public static void RenameNoReplace(string from, string to) =>
        Check(Libc.Rename(CurrentDirectory, from, CurrentDirectory, to, NoReplaceFlag), "renameat2", $"{from} -> {to}");

    public static void Link(string from, string to) => Check(Libc.Link(from, to), "link", $"{from} -> {to}");

    public static void SymbolicLink(string target, string path) => Check(Libc.SymbolicLink(target, path), "symlink", path);

    public static void MakePipe(string path) => Check(Libc.MakePipe(path, 0x1A4), "mkfifo", path);

    public static void Unlink(string path) => Check(Libc.Unlink(path), "unlink", path);

    public static void RemoveDirectory(string path) => Check(Libc.RemoveDirectory(path), "rmdir", path);

    public static void MakeDirectory(string path) => Check(Libc.MakeDirectory(path, 0x1ED), "mkdir", path);

    public static void SetMode(string path, UnixFileMode mode) => Check(Libc.SetMode(path, (uint)mode), "chmod", path);

    public static void SetLength(string path, long length) => Check(Libc.SetLength(path, length), "truncate", path);

    public static unsafe void SetTimes(string path, DateTime accessed, DateTime modified)
    {
        TimeSpec* times = stackalloc TimeSpec[2];
        times[0] = TimeSpec.From(accessed);
        times[1] = TimeSpec.From(modified);
        Check(Libc.SetTimes(CurrentDirectory, path, times, 0), "utimensat", path);
    }

    public static void Kill(int process, Signal signal) => Check(Libc.Kill(process, (int)signal), "kill", $"{process}, {signal}");

    /// <summary>The error the action's system call gives, or <see cref="Errno.None"/> if it succeeds.</summary>
    public static Errno ErrorOf(Action action)
    {
        try
        {
            action();
            return Errno.None;
        }
        catch (PosixException exception)
        {
            return exception.Error;
        }
    }

    internal static long Check(long result, string call, string subject) =>
        result >= 0 ? result : throw new PosixException((Errno)Marshal.GetLastPInvokeError(), call, subject);
}
