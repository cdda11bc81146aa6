using System.Globalization;

namespace AzFilesMount.Mounting.Options;

/// <summary>Durations as people write them: 500ms, 30s, 5m, 1h30m. A bare number is seconds, as in cifs' actimeo=30.</summary>
public static class DurationText
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        string rest = text.Trim();
        if (rest.Length == 0)
            return false;
        if (TryNumber(rest, out double seconds))
            return TryScale(seconds, TimeSpan.TicksPerSecond, ref duration);
        while (rest.Length > 0)
        {
            if (!TryTakePart(ref rest, ref duration))
                return false;
        }

        return true;
    }

    /// <summary>The shortest exact spelling in one unit.</summary>
    public static string Format(TimeSpan duration)
    {
        (long ticks, string unit) = duration.Ticks switch
        {
            0 => (TimeSpan.TicksPerSecond, "s"),
            var t when t % TimeSpan.TicksPerHour == 0 => (TimeSpan.TicksPerHour, "h"),
            var t when t % TimeSpan.TicksPerMinute == 0 => (TimeSpan.TicksPerMinute, "m"),
            var t when t % TimeSpan.TicksPerSecond == 0 => (TimeSpan.TicksPerSecond, "s"),
            _ => (TimeSpan.TicksPerMillisecond, "ms"),
        };
        return ((double)duration.Ticks / ticks).ToString("0.###", CultureInfo.InvariantCulture) + unit;
    }

    private static bool TryTakePart(ref string rest, ref TimeSpan total)
    {
        int digits = 0;
        while (digits < rest.Length && (char.IsAsciiDigit(rest[digits]) || rest[digits] == '.'))
            digits++;
        int letters = digits;
        while (letters < rest.Length && char.IsAsciiLetter(rest[letters]))
            letters++;
        long scale = Scale(rest[digits..letters]);
        if (scale == 0 || !TryNumber(rest[..digits], out double number) || !TryScale(number, scale, ref total))
            return false;
        rest = rest[letters..];
        return true;
    }

    private static long Scale(string unit) => unit switch
    {
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" or "sec" => TimeSpan.TicksPerSecond,
        "m" or "min" => TimeSpan.TicksPerMinute,
        "h" => TimeSpan.TicksPerHour,
        "d" => TimeSpan.TicksPerDay,
        _ => 0,
    };

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    private static bool TryScale(double number, long scale, ref TimeSpan total)
    {
        double ticks = (number * scale) + total.Ticks;
        if (ticks >= TimeSpan.MaxValue.Ticks)
            return false;
        total = new TimeSpan((long)ticks);
        return true;
    }
}
