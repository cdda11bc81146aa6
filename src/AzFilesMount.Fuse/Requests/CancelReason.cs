namespace AzFilesMount.Fuse.Requests;

/// <summary>Why a request was cancelled, which decides what its caller is told.</summary>
internal enum CancelReason
{
    None,
    Interrupt,
    Deadline,
    /// <summary>The connection is gone; nobody waits for the answer.</summary>
    Gone,
}
