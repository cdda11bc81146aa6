using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

/// <summary>
/// Lists the open handles below an entry. REST access opens none, and nothing else has access here. Handles are an administrator's
/// business: the reader role does not cover them.
/// </summary>
internal sealed class ListHandles : IOperation
{
    public string Name => nameof(ListHandles);

    public OperationAccess Access => OperationAccess.Write;

    public async Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        _ = context.Tree().TryFind(context.Path) ?? throw Faults.ResourceNotFound();
        using var body = new XmlBody();
        body.Start("EnumerationResults");
        body.Element("Entries", "");
        body.Element("NextMarker", "");
        body.End();
        await Answers.XmlAsync(context, body, cancellationToken).ConfigureAwait(false);
    }
}
