using System.Globalization;

namespace AzFilesMount.Core.Store;

/// <summary>
/// One version of a file or directory, in eight bytes: the service's ETag is the hexadecimal tick count of the last change.
/// A tag of any other form is hashed, so equality stays right and only the order is lost.
/// </summary>
public readonly record struct EntityTag(ulong Value)
{
    /// <summary>No version known.</summary>
    public static readonly EntityTag None;

    public static EntityTag Parse(string? text)
    {
        ReadOnlySpan<char> digits = text.AsSpan().Trim('"');
        if (digits.IsEmpty)
            return None;
        return digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && ulong.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong ticks)
            ? new EntityTag(ticks)
            : new EntityTag(Hash(digits));
    }

    /// <summary>The later of two versions that this mount itself caused.</summary>
    public static EntityTag Later(EntityTag a, EntityTag b) => a.Value >= b.Value ? a : b;

    /// <summary>The moment of the change, where the tag is the tick count it usually is.</summary>
    public DateTime? ChangeTime =>
        Value is > 0 and <= 0x2BCA2875F4373FFF ? new DateTime((long)Value, DateTimeKind.Utc) : null;

    public override string ToString() => $"\"0x{Value:X}\"";

    private static ulong Hash(ReadOnlySpan<char> text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text)
            hash = (hash ^ c) * 1099511628211;
        return hash;
    }
}
