namespace AzFilesMount.Functional.Tests.Native;

/// <summary>A system call failed; carries the error number that System.IO would have turned into one of few exceptions.</summary>
public sealed class PosixException : IOException
{
    public PosixException()
    {
    }

    public PosixException(string message)
        : base(message)
    {
    }

    public PosixException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public PosixException(Errno error, string call, string subject)
        : base($"{call}({subject}) failed with {error} ({(int)error})") => Error = error;

    public Errno Error { get; }
}
