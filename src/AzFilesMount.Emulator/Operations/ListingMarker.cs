using System.Globalization;
using System.Text;
using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

/// <summary>The place where a listing goes on: the next entry's name in base64, with its length. Holds even if that entry is gone by then.</summary>
internal static class ListingMarker
{
    public static string Encode(string name)
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(name)).Replace('=', '-');
        return string.Create(CultureInfo.InvariantCulture, $"1!{text.Length}!{text}");
    }

    public static string Decode(string marker)
    {
        var parts = marker.Split('!');
        var bytes = new byte[marker.Length];
        if (parts.Length == 3
            && parts[0] == "1"
            && parts[1] == parts[2].Length.ToString(CultureInfo.InvariantCulture)
            && Convert.TryFromBase64String(parts[2].Replace('-', '='), bytes, out var count))
        {
            return Encoding.UTF8.GetString(bytes, 0, count);
        }

        throw RequestFaults.InvalidParameter("marker", marker, "Invalid marker.");
    }
}
