using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AzFilesMount.Core.Diagnostics;

namespace AzFilesMount.Mounting.Session;

/// <summary>JSON that a session reads or hands out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EmulatorRecord))]
[JsonSerializable(typeof(StatsSnapshot))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class SessionJson : JsonSerializerContext;
