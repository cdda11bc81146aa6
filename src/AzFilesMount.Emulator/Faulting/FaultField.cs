using System.Globalization;
using System.Text.Json;

namespace AzFilesMount.Emulator.Faulting;

/// <summary>One field of a faults file, read with a message that names it where it does not fit.</summary>
internal readonly record struct FaultField(string Name, JsonElement Value)
{
    private static readonly (string Unit, double Milliseconds)[] Units = [("ms", 1), ("s", 1000), ("m", 60_000)];

    public static FaultsException Wrong(string field, string held, string wanted) => new($"{field}: {held} cannot be used; use {wanted}");

    public FaultsException Wrong(string wanted) => Wrong(Name, Value.GetRawText(), wanted);

    public bool Flag() => Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong("true or false"),
    };

    public string Text(string wanted) =>
        Value.ValueKind == JsonValueKind.String && Value.GetString() is { Length: > 0 } text ? text : throw Wrong(wanted);

    public long Number(long minimum, long maximum) =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetInt64(out var number) && number >= minimum && number <= maximum
            ? number
            : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}"));

    public double Chance() =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetDouble(out var number) && number is > 0 and <= 1
            ? number
            : throw Wrong("a number above 0 and up to 1");

    public TimeSpan Time()
    {
        const string Wanted = "a time up to 1h, such as \"200ms\", \"2s\" or \"1m\"";
        var text = Text(Wanted);
        foreach (var (unit, milliseconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * milliseconds <= TimeSpan.MillisecondsPerHour)
            {
                return TimeSpan.FromMilliseconds(number * milliseconds);
            }
        }

        throw Wrong(Wanted);
    }

    /// <summary>A text, or an array of texts.</summary>
    public string[] Texts(string wanted)
    {
        if (Value.ValueKind != JsonValueKind.Array)
            return [Text(wanted)];
        var name = Name;
        return [.. Value.EnumerateArray().Select((item, i) => new FaultField($"{name}[{i}]", item).Text(wanted))];
    }
}
