using System.Globalization;
using AzFilesMount.Emulator.Operations;

namespace AzFilesMount.Emulator.Protocol;

/// <summary>A requested range: first and last byte, both included; no last byte asks for everything from the first on.</summary>
internal readonly record struct ByteSpan(long First, long? Last)
{
    private const string Unit = "bytes=";

    /// <summary>The range of <c>x-ms-range</c>, else of <c>Range</c>, else null.</summary>
    public static ByteSpan? Read(OperationContext context) =>
        context.Header(WireHeaders.Range) is { } range ? Parse(WireHeaders.Range, range)
        : context.Header("Range") is { } plain ? Parse("Range", plain)
        : null;

    public static ByteSpan Parse(string header, string text)
    {
        var span = text.StartsWith(Unit, StringComparison.OrdinalIgnoreCase) ? text[Unit.Length..] : "";
        var dash = span.IndexOf('-', StringComparison.Ordinal);
        if (dash <= 0 || !TryNumber(span[..dash], out var first))
            throw RequestFaults.InvalidHeader(header, text);
        if (dash == span.Length - 1)
            return new ByteSpan(first, null);
        return TryNumber(span[(dash + 1)..], out var last) && last >= first
            ? new ByteSpan(first, last)
            : throw RequestFaults.InvalidHeader(header, text);
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
