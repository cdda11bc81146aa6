using AzFilesMount.Fuse.Native;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace AzFilesMount.Fuse.Mounting;

/// <summary>A live mount: its first descriptor of the device, its place in the tree, its connection. Owns the descriptors.</summary>
internal sealed class FuseMount : IDisposable
{
    private const nuint CloneRequest = 0x8004E500;

    private readonly SafeFileHandle _descriptor;
    private readonly SafeFileHandle? _watcher;
    private readonly List<SafeFileHandle> _clones = [];

    /// <param name="descriptor">The descriptor that was mounted.</param>
    /// <param name="watcher">The socket whose end makes fusermount3 unmount, where that was asked for.</param>
    /// <param name="mountPoint">Where the kernel has it.</param>
    public FuseMount(SafeFileHandle descriptor, SafeFileHandle? watcher, string mountPoint)
    {
        _descriptor = descriptor;
        _watcher = watcher;
        MountPoint = mountPoint;
        Entry = MountTable.Find(mountPoint);
    }

    public string MountPoint { get; }

    /// <summary>The mount's line in the mount table; null when somebody unmounted it at once.</summary>
    public MountEntry? Entry { get; }

    /// <summary>Whether what is on the mount point is still this mount.</summary>
    public bool IsInTree => Entry is not null && MountTable.Find(MountPoint)?.Device == Entry.Device;

    /// <summary>The descriptors for a number of readers: the first, and clones of it so that they do not queue for one.</summary>
    public IReadOnlyList<SafeFileHandle> Descriptors(int count)
    {
        var descriptors = new List<SafeFileHandle> { _descriptor };
        while (descriptors.Count < count)
            descriptors.Add(TryClone() ?? _descriptor);
        return descriptors;
    }

    /// <summary>Raises the kernel's read-ahead, which the protocol itself cannot lift above 128 KiB.</summary>
    public void RaiseReadAhead(int kibibytes, ILogger logger)
    {
        if (kibibytes <= 0 || Entry is null)
            return;
        try
        {
            File.WriteAllText($"/sys/class/bdi/{Entry.Device}/read_ahead_kb", $"{kibibytes}\n");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogMessages.ReadAheadUnchanged(logger, exception.Message);
        }
    }

    public void Dispose()
    {
        foreach (var clone in _clones)
            clone.Dispose();
        _descriptor.Dispose();
        _watcher?.Dispose();
    }

    // Where the device may not be opened again, readers share one descriptor: slower under load, nothing else.
    private unsafe SafeFileHandle? TryClone()
    {
        var number = Libc.Open(KernelMounter.Device, Libc.ReadWrite | Libc.CloseOnExec);
        if (number < 0)
            return null;
        var clone = new SafeFileHandle(number, ownsHandle: true);
        var original = (uint)_descriptor.DangerousGetHandle();
        if (Libc.Ioctl(number, CloneRequest, &original) != 0)
        {
            clone.Dispose();
            return null;
        }

        _clones.Add(clone);
        return clone;
    }
}
