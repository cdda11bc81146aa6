using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

internal sealed class GetDirectoryProperties : IOperation
{
    public string Name => nameof(GetDirectoryProperties);

    public OperationAccess Access => OperationAccess.Read;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var tree = context.Tree();
        var entry = tree.FindDirectory(context.Path);
        var isRoot = entry == tree.Root;
        var state = isRoot ? Root(context, tree) : entry.State;
        Answers.Stamp(context, state);
        context.Response.Headers[WireHeaders.Encrypted] = isRoot ? "false" : "true";
        PropertyHeaders.Write(context, state, entry.ParentId);
        MetadataHeaders.Write(context, state.Metadata);
        return Answers.EmptyAsync(context, 200);
    }

    /// <summary>The root of a share has no times of its own: it answers with the time of the call.</summary>
    private static EntryState Root(OperationContext context, ShareTree tree)
    {
        var now = tree.State.Snapshot ?? context.Account.Clock.Next();
        return tree.Root.State with { CreationTime = now, LastWriteTime = now, ChangeTime = now, Version = now };
    }
}
