using System.Net.Sockets;
using System.Runtime.InteropServices;
using AzFilesMount.Mounting.Native;

namespace AzFilesMount.Mounting.Control;

/// <summary>Who is at the other end of a Unix socket, as the kernel knows it: file modes guard the door, this guards the room.</summary>
internal static class PeerCheck
{
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;

    /// <summary>The owner of this process, and root, who can reach everything anyway.</summary>
    internal static bool IsAllowed(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
            return true;
        Span<byte> credentials = stackalloc byte[12];
        int length = socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        if (length < 8)
            return false;
        uint user = MemoryMarshal.Read<uint>(credentials[4..]);
        return user == 0 || user == LibC.GetEffectiveUserId();
    }
}
