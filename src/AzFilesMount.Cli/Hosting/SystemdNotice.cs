using System.Net.Sockets;
using System.Text;

namespace AzFilesMount.Cli.Hosting;

/// <summary>Tells systemd (Type=notify) that the mount is usable.</summary>
internal static class SystemdNotice
{
    internal static void Ready(Func<string, string?> environment)
    {
        if (!OperatingSystem.IsLinux() || environment("NOTIFY_SOCKET") is not { Length: > 1 } path)
            return;
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(Encoding.UTF8.GetBytes("READY=1"), new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path));
        }
        catch (SocketException)
        {
            // A manager that is not there need not hear of it.
        }
    }
}
