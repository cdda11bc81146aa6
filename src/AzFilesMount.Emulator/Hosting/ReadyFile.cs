using System.Text.Json;

namespace AzFilesMount.Emulator.Hosting;

/// <summary>Tells others where a running emulator is.</summary>
internal static class ReadyFile
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    public static void Write(string path, ReadyInfo ready)
    {
        try
        {
            PrivateFile.Write(path, JsonSerializer.Serialize(ready, Format));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorException($"The ready file {path} cannot be written: {e.Message} Give another one with --ready-file.", e);
        }
    }
}
