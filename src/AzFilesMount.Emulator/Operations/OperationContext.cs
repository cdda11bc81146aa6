using System.Globalization;
using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;
using Microsoft.AspNetCore.Http;

namespace AzFilesMount.Emulator.Operations;

/// <summary>A request that was let in, as the operations see it.</summary>
internal sealed class OperationContext(HttpContext http, RequestTarget target, Account account)
{
    private string[]? _path;

    public HttpContext Http { get; } = http;

    public HttpResponse Response => Http.Response;

    public RequestTarget Target { get; } = target;

    public Account Account { get; } = account;

    /// <summary>Names below the share after the name rules; empty for the root.</summary>
    public string[] Path => _path ??= NameRules.Accept(Target.Names, Flag(WireHeaders.AllowTrailingDot));

    /// <summary>A header's value, or null where it is absent or empty.</summary>
    public string? Header(string name)
    {
        var value = Http.Request.Headers[name].ToString();
        return value.Length == 0 ? null : value;
    }

    public string Required(string name) => Header(name) ?? throw RequestFaults.MissingHeader(name);

    public bool Flag(string name) => "true".Equals(Header(name), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a header holds one of the protocol's keywords; those are case-insensitive.</summary>
    public static bool Is(string? value, string keyword) => keyword.Equals(value, StringComparison.OrdinalIgnoreCase);

    public long? Number(string name)
    {
        if (Header(name) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw RequestFaults.InvalidHeader(name, text);
    }

    public Guid? LeaseId(string name = WireHeaders.LeaseId)
    {
        if (Header(name) is not { } text)
            return null;
        return Guid.TryParse(text, out var id) ? id : throw RequestFaults.InvalidHeader(name, text);
    }

    public DateTime? Snapshot()
    {
        if (Target.Query("sharesnapshot") is not { Length: > 0 } text)
            return null;
        return WireTime.TryParse(text, out var instant)
            ? instant
            : throw RequestFaults.InvalidParameter("sharesnapshot", text, "sharesnapshot needs to be a valid DateTime.");
    }

    /// <summary>The tree to read from: the share, or the snapshot that the query names.</summary>
    public ShareTree Tree() => Account.Find(Target.Share!, Snapshot());

    /// <summary>Runs a change of the share while no other runs; snapshots are refused.</summary>
    public T Change<T>(Func<ShareTree, T> change)
    {
        if (Target.Query("sharesnapshot") is { Length: > 0 } snapshot)
            throw RequestFaults.InvalidParameter("sharesnapshot", snapshot, "A share snapshot cannot be changed.");
        var tree = Account.Find(Target.Share!);
        lock (tree.Gate)
            return tree.IsDeleted ? throw Faults.ShareNotFound() : change(tree);
    }
}
