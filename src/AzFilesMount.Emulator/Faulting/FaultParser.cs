using System.Text.Json;
using System.Text.RegularExpressions;
using AzFilesMount.Emulator.Authority;
using AzFilesMount.Emulator.Operations;

namespace AzFilesMount.Emulator.Faulting;

/// <summary>Reads a faults file. A field that nobody knows is refused: a typing error must not pass for a service without faults.</summary>
internal static class FaultParser
{
    private static readonly JsonDocumentOptions Format = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static FaultPlan Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Format);
            return Plan(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FaultsException($"line {e.LineNumber + 1}: not JSON ({e.Message})", e);
        }
    }

    private static FaultPlan Plan(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw FaultField.Wrong("the file", root.ValueKind.ToString(), "an object with the fields rules and seed");
        var rules = new List<FaultRule>();
        var seed = 0;
        foreach (var property in root.EnumerateObject())
        {
            var field = new FaultField(property.Name, property.Value);
            if (property.Name == "seed")
                seed = (int)field.Number(int.MinValue, int.MaxValue);
            else if (property.Name == "rules" && property.Value.ValueKind == JsonValueKind.Array)
                rules.AddRange(property.Value.EnumerateArray().Select((rule, i) => Rule(new FaultField($"rules[{i}]", rule))));
            else
                throw field.Wrong(property.Name == "rules" ? "an array of rules" : "only the fields rules and seed");
        }

        return new FaultPlan(rules, seed);
    }

    private static FaultRule Rule(FaultField rule)
    {
        if (rule.Value.ValueKind != JsonValueKind.Object)
            throw rule.Wrong("an object");
        var fields = rule.Value.EnumerateObject().ToDictionary(p => p.Name, p => new FaultField($"{rule.Name}.{p.Name}", p.Value));
        var read = new FaultRule
        {
            Operations = Take("operation")?.Texts("the name of an operation").Select(OperationOf).ToHashSet() ?? [],
            Path = Take("path") is { } path ? Pattern(path.Text("a pattern, such as \"/share/*.log\"")) : null,
            Count = (int?)Take("count")?.Number(1, int.MaxValue),
            Chance = Take("chance")?.Chance() ?? 1,
            Effects = new FaultEffects
            {
                Status = (int?)Take("status")?.Number(300, 599),
                Code = Take("code")?.Text("an error code, such as \"ServerBusy\""),
                RetryAfter = (int?)Take("retryAfter")?.Number(0, 3600),
                Delay = Take("delay")?.Time() ?? TimeSpan.Zero,
                Stall = Take("stall")?.Flag() ?? false,
                ResetAfter = Take("resetAfter")?.Number(0, long.MaxValue),
                WrongBytes = Take("wrongBytes")?.Number(0, long.MaxValue) ?? 0,
                CutShort = Take("cutShort")?.Number(0, long.MaxValue),
                DuplicateNames = Take("duplicateNames")?.Flag() ?? false,
                EndlessMarker = Take("endlessMarker")?.Flag() ?? false,
            },
        };
        foreach (var left in fields.Values)
            throw new FaultsException($"{left.Name}: there is no such field");
        if (read.Effects == new FaultEffects())
            throw new FaultsException($"{rule.Name}: it does nothing; give it status, delay, stall or another effect");
        if (read.Effects is { Status: null } and ({ Code: not null } or { RetryAfter: not null }))
            throw new FaultsException($"{rule.Name}.status: missing; code and retryAfter go with a status");
        return read;

        FaultField? Take(string name) => fields.Remove(name, out var field) ? field : null;

        string OperationOf(string name) => OperationTable.Names.Contains(name) || AuthorityRoutes.OperationNames.Contains(name)
            ? name
            : throw FaultField.Wrong($"{rule.Name}.operation", $"\"{name}\"", "names as in the request log, such as \"GetFile\"");
    }

    /// <summary>A star is any text, slashes too; a question mark is one character. Names are matched without case, as the service finds them.</summary>
    private static Regex Pattern(string text)
    {
        var pattern = Regex.Escape(text).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal);
        return new Regex(
            $"^{pattern}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking);
    }
}
