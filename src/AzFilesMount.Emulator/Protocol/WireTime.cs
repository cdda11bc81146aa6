using System.Globalization;

namespace AzFilesMount.Emulator.Protocol;

/// <summary>The three forms in which the service writes an instant.</summary>
internal static class WireTime
{
    private const string SmbFormat = "yyyy-MM-ddTHH:mm:ss.fffffffZ";

    public static string Smb(DateTime instant) => instant.ToString(SmbFormat, CultureInfo.InvariantCulture);

    public static string Http(DateTime instant) => instant.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Quoted hexadecimal ticks: the time of the last change is the entity tag.</summary>
    public static string EntityTag(DateTime instant) => string.Create(CultureInfo.InvariantCulture, $"\"0x{instant.Ticks:X}\"");

    public static bool TryParse(string text, out DateTime instant) =>
        DateTime.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
            out instant);
}
