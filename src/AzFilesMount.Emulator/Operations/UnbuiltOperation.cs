using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

/// <summary>An operation of the service that this emulator does not have: refused by name, never answered as if done.</summary>
internal sealed class UnbuiltOperation(string name) : IOperation
{
    public string Name => name;

    public OperationAccess Access => OperationAccess.Read;

    public Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken) => throw Faults.NotImplemented();
}
