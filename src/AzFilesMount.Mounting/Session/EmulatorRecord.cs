using System.Text.Json;
using AzFilesMount.Mounting.Control;

namespace AzFilesMount.Mounting.Session;

/// <summary>What a running emulator says about itself in its ready file; the part that a mount needs. Its secret stays in a file.</summary>
public sealed record EmulatorRecord
{
    public const string Scheme = "emulator:";

    private const string Start = "start one: azfilesmount emulator start --share demo";

    public required string Endpoint { get; init; }

    public required IReadOnlyList<string> Shares { get; init; }

    public required string CaCertificate { get; init; }

    public required string Authority { get; init; }

    public required string TenantId { get; init; }

    public required string ClientId { get; init; }

    public required int Pid { get; init; }

    /// <summary>The record of the last emulator of this user.</summary>
    /// <exception cref="MountException">None was started, or it no longer runs.</exception>
    internal static EmulatorRecord Load(StateDirectories directories)
    {
        EmulatorRecord? record = Read(directories.EmulatorReadyFile);
        if (record is null)
            throw new MountException(ExitCode.Unreachable, "no emulator has been started by this user", Start);
        if (!IsRunning(record.Pid))
            throw new MountException(ExitCode.Unreachable, $"the emulator at {record.Endpoint} no longer runs", Start);
        return record;
    }

    private static EmulatorRecord? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), SessionJson.Default.EmulatorRecord);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static bool IsRunning(int pid)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
