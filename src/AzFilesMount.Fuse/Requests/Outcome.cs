namespace AzFilesMount.Fuse.Requests;

/// <summary>What became of a request when its handler returned.</summary>
internal enum Outcome
{
    /// <summary>Answered, or needs no answer: the request object is free again.</summary>
    Done,
    /// <summary>The call behind it has not ended; its completion owns the request object now.</summary>
    Parked,
}
