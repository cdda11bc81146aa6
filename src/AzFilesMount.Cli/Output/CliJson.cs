using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AzFilesMount.Mounting.Control;
using AzFilesMount.Mounting.Doctor;
using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Cli.Output;

/// <summary>Everything `--output json` prints. Stable: names are only added.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(MountSummary))]
[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(VersionInfo))]
[JsonSerializable(typeof(IReadOnlyList<MountSummary>))]
[JsonSerializable(typeof(IReadOnlyList<ExitCodeLine>))]
[JsonSerializable(typeof(IReadOnlyList<CheckResult>))]
[JsonSerializable(typeof(MountStatus))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>As the default, with quotes and letters as they are: the text is for terminals and files, not for web pages.</summary>
    internal static CliJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter<CheckOutcome>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<OptionOrigin>(JsonNamingPolicy.CamelCase),
        },
    });
}
