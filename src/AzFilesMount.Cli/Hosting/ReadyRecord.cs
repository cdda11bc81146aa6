using System.Text;
using System.Text.Json;
using AzFilesMount.Emulator;
using AzFilesMount.Mounting.Control;

namespace AzFilesMount.Cli.Hosting;

/// <summary>
/// Remembers the last emulator of this user, so that `mount emulator:demo` needs no further word. Owner-only: it signs in.
/// </summary>
internal static class ReadyRecord
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    internal static void Write(StateDirectories directories, ReadyInfo ready)
    {
        OwnerOnly.CreateDirectory(directories.State);
        OwnerOnly.CreateDirectory(directories.Emulator);
        OwnerOnly.WriteFile(directories.EmulatorSecretFile, Encoding.UTF8.GetBytes(ready.ClientSecret));
        OwnerOnly.WriteFile(directories.EmulatorReadyFile, JsonSerializer.SerializeToUtf8Bytes(ready, CamelCase));
    }
}
