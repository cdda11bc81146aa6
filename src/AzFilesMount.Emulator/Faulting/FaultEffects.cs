namespace AzFilesMount.Emulator.Faulting;

/// <summary>What a rule does to a request. Everything from <see cref="ResetAfter"/> on happens to the answer: the request was carried out.</summary>
internal sealed record FaultEffects
{
    /// <summary>Refuses the request with this status; it is not carried out.</summary>
    public int? Status { get; init; }

    public string? Code { get; init; }

    /// <summary>Whole seconds that a refused client is told to wait.</summary>
    public int? RetryAfter { get; init; }

    public TimeSpan Delay { get; init; }

    /// <summary>Never answers; the request is not carried out.</summary>
    public bool Stall { get; init; }

    /// <summary>Cuts the connection after so many bytes of the body; 0 sends not even headers: the change was made, its answer is lost.</summary>
    public long? ResetAfter { get; init; }

    /// <summary>Inverts so many bytes at the beginning of the body.</summary>
    public long WrongBytes { get; init; }

    /// <summary>Ends the body after so many bytes, with a Content-Length that agrees.</summary>
    public long? CutShort { get; init; }

    /// <summary>Lists every name twice.</summary>
    public bool DuplicateNames { get; init; }

    /// <summary>Ends every page with a marker that leads to the same page.</summary>
    public bool EndlessMarker { get; init; }

    public bool TouchesBody => ResetAfter is not null || CutShort is not null || WrongBytes > 0;

    /// <summary>Both effects; where they contradict each other, those of this one.</summary>
    public FaultEffects And(FaultEffects other) => new()
    {
        Status = Status ?? other.Status,
        Code = Status is null ? other.Code : Code,
        RetryAfter = Status is null ? other.RetryAfter : RetryAfter,
        Delay = Delay + other.Delay,
        Stall = Stall || other.Stall,
        ResetAfter = ResetAfter ?? other.ResetAfter,
        WrongBytes = Math.Max(WrongBytes, other.WrongBytes),
        CutShort = CutShort ?? other.CutShort,
        DuplicateNames = DuplicateNames || other.DuplicateNames,
        EndlessMarker = EndlessMarker || other.EndlessMarker,
    };
}
