using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

internal sealed class GetShareAcl : IOperation
{
    public string Name => nameof(GetShareAcl);

    public OperationAccess Access => OperationAccess.Read | OperationAccess.Manage;

    public async Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var state = context.Tree().State;
        Answers.Stamp(context, state.Version);
        using var body = new XmlBody();
        body.Start("SignedIdentifiers");
        foreach (var policy in state.Extras.Policies)
            Write(body, policy);
        body.End();
        await Answers.XmlAsync(context, body, cancellationToken).ConfigureAwait(false);
    }

    private static void Write(XmlBody body, StoredPolicy policy)
    {
        body.Start("SignedIdentifier");
        body.Element("Id", policy.Id);
        body.Start("AccessPolicy");
        foreach (var (name, value) in new[] { ("Start", policy.Start), ("Expiry", policy.Expiry), ("Permission", policy.Permission) })
        {
            if (value is not null)
                body.Element(name, value);
        }

        body.End();
        body.End();
    }
}
