using System.Text.Json;
using System.Text.Json.Nodes;

namespace AzFilesMount.Mounting.Session;

/// <summary>The counters of a mount as JSON: the engine's at the top, the kernel's under their own name.</summary>
internal static class StatsReader
{
    internal static JsonElement Read(MountParts parts, TimeSpan uptime)
    {
        JsonObject stats = JsonSerializer.SerializeToNode(parts.FileSystem.GetStats(), SessionJson.Default.StatsSnapshot)!.AsObject();
        stats["uptimeSeconds"] = Math.Round(uptime.TotalSeconds, 1);
        stats["kernel"] = parts.Host.GetStats();
        return JsonSerializer.SerializeToElement(stats, SessionJson.Default.JsonObject);
    }
}
