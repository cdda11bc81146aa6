using System.Globalization;
using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Lists the shares of the account and, if asked to, their snapshots.</summary>
internal sealed class ListShares : IOperation
{
    private const int Cap = 5000;

    public string Name => nameof(ListShares);

    public OperationAccess Access => OperationAccess.Read | OperationAccess.Manage;

    public async Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var target = context.Target;
        var (prefix, marker, maximum) = (target.Query("prefix") ?? "", target.Query("marker") ?? "", Maximum(target.Query("maxresults")));
        var include = (target.Query("include") ?? "").Split(',', StringSplitOptions.TrimEntries);
        var names = context.Account.ShareNames
            .Where(n => n.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(n, marker) >= 0)
            .Take((maximum ?? Cap) + 1)
            .ToArray();
        using var body = new XmlBody();
        body.Start("EnumerationResults");
        body.Attribute("ServiceEndpoint", ListingXml.Endpoint(context));
        foreach (var (name, value) in new[] { ("Prefix", prefix), ("Marker", marker), ("MaxResults", maximum?.ToString(CultureInfo.InvariantCulture)) })
        {
            if (value is { Length: > 0 })
                body.Element(name, value);
        }

        body.Start("Shares");
        foreach (var state in names.Take(maximum ?? Cap).SelectMany(n => context.Account.States(n, include.Contains("snapshots"))))
            Write(context, body, state, include.Contains("metadata"));
        body.End();
        body.Element("NextMarker", names.Length > (maximum ?? Cap) ? names[^1] : "");
        body.End();
        await Answers.XmlAsync(context, body, cancellationToken).ConfigureAwait(false);
    }

    private static void Write(OperationContext context, XmlBody body, ShareState state, bool withMetadata)
    {
        body.Start("Share");
        body.Element("Name", state.Name);
        if (state.Snapshot is { } snapshot)
            body.Element("Snapshot", WireTime.Smb(snapshot));
        body.Start("Properties");
        body.Element("Last-Modified", WireTime.Http(state.Version));
        body.Element("Etag", WireTime.EntityTag(state.Version));
        body.Element("Quota", state.QuotaGiB.ToString(CultureInfo.InvariantCulture));
        body.Element("AccessTier", state.Extras.AccessTier);
        var (status, leaseState, _) = ShareLeaseText.Of(state, context.Account.Clock.Now);
        body.Element("LeaseStatus", status);
        body.Element("LeaseState", leaseState);
        body.End();
        if (withMetadata)
        {
            body.Start("Metadata");
            foreach (var (name, value) in state.Metadata)
                body.Element(name, value);
            body.End();
        }

        body.End();
    }

    private static int? Maximum(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? Math.Min(number, Cap)
            : throw RequestFaults.ParameterOutOfRange("maxresults", text, 1, int.MaxValue);
    }
}
