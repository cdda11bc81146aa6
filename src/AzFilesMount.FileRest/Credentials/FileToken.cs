using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Azure.Identity;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>A token as a file holds it: the bare text, or JSON as `az account get-access-token` and OAuth answers write it.</summary>
internal readonly record struct FileToken(string Token, DateTimeOffset ExpiresOn)
{
    // A token that does not say when it ends is believed this long at a time.
    private static readonly TimeSpan UnknownLifetime = TimeSpan.FromMinutes(5);

    /// <exception cref="CredentialUnavailableException">There is no token in the text; the message names the file, never the
    /// text.</exception>
    public static FileToken Parse(string text, string file, DateTimeOffset now)
    {
        string trimmed = text.Trim();
        (string token, DateTimeOffset? stated) = trimmed.StartsWith('{') ? ReadJson(trimmed, file) : (trimmed, null);
        if (token.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            token = token[7..].Trim();
        if (token.Length == 0 || token.AsSpan().ContainsAny(' ', '\n', '\t'))
            throw Bad(file, "it is neither one bare token nor JSON with an access_token");
        return new FileToken(token, JwtExpiry(token) ?? stated ?? now + UnknownLifetime);
    }

    private static (string Token, DateTimeOffset? Expiry) ReadJson(string text, string file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            string token = Text(root, "access_token") ?? Text(root, "accessToken") ?? throw Bad(file, "its JSON has no access_token");
            return (token, Expiry(root, "expires_on") ?? Expiry(root, "expiresOn"));
        }
        catch (JsonException)
        {
            throw Bad(file, "its JSON is broken");
        }
    }

    // Without checking a signature: the service does that; the end is all that is needed here.
    private static DateTimeOffset? JwtExpiry(string token)
    {
        string[] parts = token.Split('.');
        if (parts.Length != 3)
            return null;
        try
        {
            using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return Expiry(claims.RootElement, "exp");
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    // Seconds since 1970 as a number or text, or a date.
    private static DateTimeOffset? Expiry(JsonElement root, string name)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(name, out JsonElement value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double seconds))
            return DateTimeOffset.UnixEpoch.AddSeconds(Math.Min(seconds, 253402300799));
        string? text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (long.TryParse(text, CultureInfo.InvariantCulture, out long whole))
            return DateTimeOffset.UnixEpoch.AddSeconds(Math.Min(whole, 253402300799));
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset date)
            ? date : null;
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static CredentialUnavailableException Bad(string file, string why) =>
        new($"The token file '{file}' cannot be used: {why}.");
}
