namespace AzFilesMount.Emulator.Operations;

/// <summary>One operation of the service. Instances are shared by all requests.</summary>
internal interface IOperation
{
    /// <summary>Name in the request log.</summary>
    string Name { get; }

    OperationAccess Access { get; }

    Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken);
}
