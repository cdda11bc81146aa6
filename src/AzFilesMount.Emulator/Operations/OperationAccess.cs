namespace AzFilesMount.Emulator.Operations;

/// <summary>What an operation asks of a token.</summary>
[Flags]
internal enum OperationAccess
{
    Read = 0,
    Write = 1,

    /// <summary>Manages a share: bearer tokens are accepted from a later service version on.</summary>
    Manage = 2,
}
