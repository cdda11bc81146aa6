using System.Globalization;

namespace AzFilesMount.Mounting.Options;

/// <summary>Sizes as people write them: 64MiB, 64M, 64m, 1.5G, 4096. Units are powers of two, whatever their spelling.</summary>
public static class SizeText
{
    private const string Units = "KMGTP";

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        string trimmed = text.Trim();
        int digits = 0;
        while (digits < trimmed.Length && (char.IsAsciiDigit(trimmed[digits]) || trimmed[digits] == '.'))
            digits++;
        if (!decimal.TryParse(trimmed.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
            return false;
        if (!TryFactor(trimmed[digits..].Trim(), out long factor))
            return false;
        if (number > long.MaxValue / factor)
            return false;
        bytes = (long)(number * factor);
        return true;
    }

    /// <summary>The shortest exact spelling.</summary>
    public static string Format(long bytes)
    {
        int unit = -1;
        long value = bytes;
        while (unit < Units.Length - 1 && value != 0 && value % 1024 == 0)
        {
            value /= 1024;
            unit++;
        }

        string number = value.ToString(CultureInfo.InvariantCulture);
        return unit < 0 ? number : $"{number}{Units[unit]}iB";
    }

    /// <summary>A rounded spelling for people: 1.4 GiB.</summary>
    public static string Round(long bytes)
    {
        if (bytes < 1024)
            return string.Create(CultureInfo.InvariantCulture, $"{bytes} B");
        double value = bytes;
        int unit = -1;
        while (value >= 1024 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {Units[unit]}iB");
    }

    private static bool TryFactor(string unit, out long factor)
    {
        factor = 1;
        string letters = unit.ToUpperInvariant();
        if (letters is "" or "B")
            return true;
        int power = Units.IndexOf(letters[0], StringComparison.Ordinal) + 1;
        if (power == 0 || letters[1..] is not ("" or "B" or "IB" or "I"))
            return false;
        factor = 1L << (10 * power);
        return true;
    }
}
