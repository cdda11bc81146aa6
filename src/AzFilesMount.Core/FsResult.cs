namespace AzFilesMount.Core;

/// <summary>A value or the status that explains its absence. The default is a failure.</summary>
public readonly struct FsResult<T>
{
    private readonly T _value;

    private FsResult(FsStatus status, T value, FsError? error)
    {
        Status = status;
        _value = value;
        Error = error;
    }

    public FsStatus Status { get; }

    /// <summary>Details of a failure, where the layer that failed had any.</summary>
    public FsError? Error { get; }

    public bool IsOk => Status == FsStatus.Ok;

    public T Value => IsOk ? _value : throw new InvalidOperationException($"The result is {Status}, it has no value.");

    /// <summary>The failure of this result as a failure of another type.</summary>
    public FsResult<TOther> As<TOther>() => FsResult<TOther>.Failed(Status, Error);

    public static FsResult<T> Ok(T value) => new(FsStatus.Ok, value, null);

    public static FsResult<T> Failed(FsStatus status, FsError? error = null) => new(status, default!, error);

    public static implicit operator FsResult<T>(T value) => Ok(value);

    public static implicit operator FsResult<T>(FsStatus status) => Failed(status);

    public static implicit operator FsResult<T>(FsError error) => Failed(error.Status, error);
}
