using System.Text.Json;
using System.Text.Json.Serialization;

namespace AzFilesMount.Mounting.Control;

/// <summary>The JSON of the control channel and the registry: camelCase, one line a message.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(MountRecord))]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlReply))]
[JsonSerializable(typeof(MountStatus))]
[JsonSerializable(typeof(StopReport))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class ControlJson : JsonSerializerContext;
