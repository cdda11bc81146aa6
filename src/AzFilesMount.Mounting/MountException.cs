namespace AzFilesMount.Mounting;

/// <summary>Ends a command with one failure, or with all wrong settings at once.</summary>
public sealed class MountException : Exception
{
    public MountException(MountFailure failure, Exception? inner = null)
        : this([failure], inner)
    {
    }

    public MountException(ExitCode code, string message, string? hint = null, Exception? inner = null)
        : this(new MountFailure(code, message, hint), inner)
    {
    }

    public MountException(IReadOnlyList<MountFailure> failures, Exception? inner = null)
        : base(failures[0].Message, inner) => Failures = failures;

    public IReadOnlyList<MountFailure> Failures { get; }

    public MountFailure Failure => Failures[0];

    public ExitCode Code => Failure.Code;
}
