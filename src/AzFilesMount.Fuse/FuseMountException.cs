namespace AzFilesMount.Fuse;

/// <summary>Nothing was mounted. The first line of the message says what failed, the second what to do.</summary>
public sealed class FuseMountException : Exception
{
    public FuseMountException()
    {
    }

    public FuseMountException(string message)
        : base(message)
    {
    }

    public FuseMountException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public FuseMountException(FuseMountFailure failure, string what, string remedy)
        : base(what + "\n" + remedy)
    {
        Failure = failure;
    }

    public FuseMountFailure Failure { get; }
}
