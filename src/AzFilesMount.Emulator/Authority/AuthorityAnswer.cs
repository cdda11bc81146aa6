using System.Globalization;

namespace AzFilesMount.Emulator.Authority;

/// <summary>An answer of the authority: a status and a JSON object.</summary>
internal sealed record AuthorityAnswer(int Status, IReadOnlyDictionary<string, object> Body)
{
    public static AuthorityAnswer Token(string token, TimeSpan lifetime) => new(200, new Dictionary<string, object>
    {
        ["token_type"] = "Bearer",
        ["expires_in"] = (long)lifetime.TotalSeconds,
        ["ext_expires_in"] = (long)lifetime.TotalSeconds,
        ["access_token"] = token,
    });

    public static AuthorityAnswer Refused(int status, string error, int code, string text) => new(status, new Dictionary<string, object>
    {
        ["error"] = error,
        ["error_description"] = string.Create(CultureInfo.InvariantCulture, $"AADSTS{code}: {text}"),
        ["error_codes"] = new[] { code },
        ["correlation_id"] = Guid.NewGuid(),
    });
}
