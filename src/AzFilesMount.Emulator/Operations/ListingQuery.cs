using System.Globalization;
using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

/// <summary>The parameters of a listing.</summary>
internal sealed record ListingQuery(string Prefix, string? Marker, string From, int? MaxResults, ListingParts Parts)
{
    private const int Cap = 5000;

    public int PageLength => Math.Min(MaxResults ?? Cap, Cap);

    public static ListingQuery Read(OperationContext context)
    {
        var target = context.Target;
        var marker = target.Query("marker") is { Length: > 0 } text ? text : null;
        return new ListingQuery(
            target.Query("prefix") ?? "",
            marker,
            marker is null ? "" : ListingMarker.Decode(marker),
            ReadMaxResults(target.Query("maxresults")),
            ReadParts(target.Query("include")));
    }

    private static int? ReadMaxResults(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw RequestFaults.InvalidParameter("maxresults", text, "maxresults needs to be a valid integer.");
        return number is >= 1 and <= int.MaxValue
            ? (int)number
            : throw RequestFaults.ParameterOutOfRange("maxresults", text, 1, int.MaxValue);
    }

    private static ListingParts ReadParts(string? text)
    {
        var parts = ListingParts.None;
        foreach (var name in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            parts |= Enum.TryParse<ListingParts>(name, ignoreCase: true, out var part) && !char.IsAsciiDigit(name[0])
                ? part
                : throw RequestFaults.InvalidParameter("include", text!, "Unknown value.");
        }

        return parts;
    }
}
