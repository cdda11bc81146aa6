using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace AzFilesMount.Emulator.Protocol;

/// <summary>Account, share, path and query of a request, from either address style.</summary>
internal sealed class RequestTarget
{
    private const string HostStyleSuffix = ".file.localhost";

    private readonly Dictionary<string, StringValues> _query;

    private RequestTarget(bool isHostStyle, string? account, string[] names, Dictionary<string, StringValues> query)
    {
        IsHostStyle = isHostStyle;
        Account = account;
        Share = names.Length > 0 ? names[0] : null;
        Names = names.Length > 1 ? names[1..] : [];
        _query = query;
    }

    public bool IsHostStyle { get; }

    /// <summary>Null where a path-style address has no path at all.</summary>
    public string? Account { get; }

    public string? Share { get; }

    /// <summary>Names below the share as they were sent, decoded; empty for the share and its root.</summary>
    public string[] Names { get; }

    /// <summary>Value of a query parameter, or null. Names are case-insensitive.</summary>
    public string? Query(string name) => _query.TryGetValue(name, out var values) ? values.ToString() : null;

    public static RequestTarget Parse(HttpContext http)
    {
        var (path, query) = Split(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var names = Decode(path);
        var parameters = new Dictionary<string, StringValues>(QueryHelpers.ParseQuery(query), StringComparer.OrdinalIgnoreCase);
        var host = http.Request.Host.Host;
        if (host.EndsWith(HostStyleSuffix, StringComparison.OrdinalIgnoreCase))
            return new RequestTarget(true, host[..^HostStyleSuffix.Length], names, parameters);
        return names.Length == 0
            ? new RequestTarget(false, null, names, parameters)
            : new RequestTarget(false, names[0], names[1..], parameters);
    }

    private static (string Path, string Query) Split(string target)
    {
        if (!target.StartsWith('/') && Uri.TryCreate(target, UriKind.Absolute, out var absolute))
            target = absolute.PathAndQuery;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (target, "") : (target[..mark], target[mark..]);
    }

    /// <summary>Undoes percent-encoding before splitting: an encoded slash separates names too.</summary>
    public static string[] Decode(string path)
    {
        var text = Uri.UnescapeDataString(path).TrimStart('/').TrimEnd('/');
        return text.Length == 0 ? [] : text.Split('/');
    }
}
