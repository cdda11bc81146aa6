using System.Text.Json;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Control;

namespace AzFilesMount.Cli.Output;

/// <summary>Prints failures: for people on standard error, and with `--output json` as one document on standard output.</summary>
internal sealed class ErrorWriter(CliContext context, bool json)
{
    internal ExitCode Write(IReadOnlyList<MountFailure> failures)
    {
        foreach (MountFailure failure in failures)
        {
            context.Tell($"azfilesmount: {failure.Message}");
            if (failure.Hint is not null)
                context.Tell($"  {failure.Hint}");
            if (failure.RequestId is not null)
                context.Tell($"  request id {failure.RequestId}");
        }

        context.Error.Flush();
        if (json)
            WriteJson(failures);
        return failures[0].Code;
    }

    internal ExitCode WriteUnexpected(Exception exception)
    {
        ExitCode code = Write([new MountFailure(
            ExitCode.Failed,
            $"unexpected failure: {exception.Message}",
            "set AZFILESMOUNT_TRACE=1 for details and report it with them")]);
        if (!string.IsNullOrEmpty(context.Environment("AZFILESMOUNT_TRACE")))
            context.Tell(exception.ToString());
        return code;
    }

    private void WriteJson(IReadOnlyList<MountFailure> failures)
    {
        var document = new ErrorDocument(ControlError.Of(failures[0]), [.. failures.Select(ControlError.Of)]);
        context.Print(JsonSerializer.Serialize(document, CliJson.Default.ErrorDocument));
    }
}
