namespace AzFilesMount.Mounting.Control;

/// <summary>A failure as it crosses the channel and as `--output json` prints it.</summary>
public sealed record ControlError(string Code, string Message, string? Hint, string? RequestId)
{
    public static ControlError Of(MountFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new ControlError(ExitCodes.Code(failure.Code), failure.Message, failure.Hint, failure.RequestId);
    }

    public MountFailure ToFailure() => new(ExitCodes.Parse(Code), Message, Hint, RequestId);
}
