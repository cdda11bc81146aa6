using System.Globalization;
using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Tells how much a share holds: what was written, not how long its files are.</summary>
internal sealed class GetShareStats : IOperation
{
    public string Name => nameof(GetShareStats);

    public OperationAccess Access => OperationAccess.Read | OperationAccess.Manage;

    public async Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var tree = context.Tree();
        var bytes = QuotaGuard.Count(tree);
        using var body = new XmlBody();
        body.Start("ShareStats");
        body.Element("ShareUsageBytes", bytes.ToString(CultureInfo.InvariantCulture));
        body.End();
        await Answers.XmlAsync(context, body, cancellationToken).ConfigureAwait(false);
    }
}
