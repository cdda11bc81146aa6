using System.Text.Json;
using System.Text.Json.Serialization;
using AzFilesMount.Mounting.Control;
using AzFilesMount.Mounting.Doctor;

namespace AzFilesMount.Cli.Output;

/// <summary>Everything `--output json` prints. Stable: names are only added.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(VersionInfo))]
[JsonSerializable(typeof(IReadOnlyList<MountSummary>))]
[JsonSerializable(typeof(IReadOnlyList<ExitCodeLine>))]
[JsonSerializable(typeof(IReadOnlyList<CheckResult>))]
[JsonSerializable(typeof(MountStatus))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class CliJson : JsonSerializerContext;
