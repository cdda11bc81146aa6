using System.Text;
using System.Text.Json;

namespace AzFilesMount.Cli.Output;

/// <summary>Turns the counters' JSON into lines; knows their form, not their names, which are the engine's.</summary>
internal static class StatsText
{
    /// <summary>Nested names are joined by a dot; of lists, each element is a line.</summary>
    internal static IEnumerable<(string Name, string Value)> Flatten(JsonElement element, string name = "") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(child => Flatten(child.Value, Join(name, child.Name))),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(child => Flatten(child, name)),
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        _ => [(name, element.ToString())],
    };

    /// <summary>The text form of Prometheus; what is not a number is left out.</summary>
    internal static void WritePrometheus(TextWriter writer, JsonElement stats)
    {
        foreach ((string name, string value) in Flatten(stats))
        {
            if (double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _))
                writer.WriteLine($"azfilesmount_{Snake(name)} {value}");
        }
    }

    private static string Join(string parent, string child) => parent.Length == 0 ? child : $"{parent}.{child}";

    private static string Snake(string name)
    {
        var text = new StringBuilder();
        foreach (char c in name)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0 && text[^1] != '_')
                text.Append('_');
            text.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_');
        }

        return text.ToString();
    }
}
