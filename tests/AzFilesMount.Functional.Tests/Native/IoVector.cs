using System.Runtime.InteropServices;

namespace AzFilesMount.Functional.Tests.Native;

/// <summary>struct iovec.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoVector
{
    internal nint Address;
    internal nint Length;
}
