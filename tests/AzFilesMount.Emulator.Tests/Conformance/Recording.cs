using System.Text.Json;

namespace AzFilesMount.Emulator.Tests.Conformance;

/// <summary>Exchanges of one client with the real service, in order.</summary>
public sealed record Recording
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNameCaseInsensitive = true };

    /// <summary>Some exchanges were left out: what they made has to be prepared.</summary>
    public bool Partial { get; init; }

    public required IReadOnlyList<Exchange> Exchanges { get; init; }

    /// <summary>The directory that holds the recordings, or null on a machine that does not have them.</summary>
    public static string? Directory { get; } = FindDirectory();

    public static Recording Load(string name)
    {
        using var file = File.OpenRead(Path.Combine(Directory!, name + ".json"));
        return JsonSerializer.Deserialize<Recording>(file, Format)!;
    }

    /// <summary>Why this recording cannot be replayed, or null.</summary>
    public string? UnbuiltReason() => Exchanges.Select(UnbuiltReason).FirstOrDefault(reason => reason is not null);

    private static string? UnbuiltReason(Exchange exchange)
    {
        if ("NFS".Equals(exchange.Header("x-ms-enabled-protocols"), StringComparison.OrdinalIgnoreCase))
            return "NFS shares are not built";
        return null;
    }

    private static string? FindDirectory()
    {
        var shared = Environment.GetEnvironmentVariable("AZFILESMOUNT_SHARED") ?? FindShared();
        var recordings = shared is null ? null : Path.Combine(shared, "filerest", "recorded");
        return System.IO.Directory.Exists(recordings) ? recordings : null;
    }

    /// <summary>The folder "shared" beside the repository, or beside the folder that holds its work trees.</summary>
    private static string? FindShared()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AzFilesMount.sln")))
            folder = folder.Parent;
        string?[] candidates = [folder?.Parent?.FullName, folder?.Parent?.Parent?.FullName];
        return candidates.Where(c => c is not null).Select(c => Path.Combine(c!, "shared")).FirstOrDefault(System.IO.Directory.Exists);
    }
}
