using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Replaces all metadata of a file or directory.</summary>
internal sealed class SetMetadata(bool isDirectory) : IOperation
{
    public string Name => isDirectory ? "SetDirectoryMetadata" : "SetFileMetadata";

    public OperationAccess Access => OperationAccess.Write;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var metadata = MetadataHeaders.Read(context);
        var state = context.Change(tree => Set(context, tree, metadata));
        Answers.Stamp(context, state);
        context.Response.Headers[WireHeaders.RequestEncrypted] = "true";
        return Answers.EmptyAsync(context, 200);
    }

    private EntryState Set(OperationContext context, ShareTree tree, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        var entry = isDirectory ? tree.FindDirectory(context.Path) : tree.FindFile(context.Path);
        if (entry == tree.Root)
            throw Faults.InvalidUri();
        if (!isDirectory)
            LeaseGuard.CheckWrite(entry.State, context.LeaseId());
        var state = entry.State.Changed(context.Account.Clock.Next()) with { Metadata = metadata };
        context.Account.Editor.Update(tree, entry, state);
        return state;
    }
}
