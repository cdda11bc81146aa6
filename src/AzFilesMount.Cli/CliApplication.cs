using System.CommandLine;
using AzFilesMount.Cli.Commands;
using AzFilesMount.Cli.Output;
using AzFilesMount.Mounting;

namespace AzFilesMount.Cli;

/// <summary>One run of the executable: parse, run one command, turn whatever happened into words and an exit code.</summary>
public static class CliApplication
{
    public static async Task<ExitCode> RunAsync(IReadOnlyList<string> arguments, CliContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var errors = new ErrorWriter(context, WantsJson(arguments));
        try
        {
            RootCommand root = CommandTree.Build(context with { Arguments = arguments });
            ParseResult parsed = root.Parse(arguments);
            UsageErrors.ThrowIfAny(parsed, root);
            // Commands handle signals themselves: the default would end a mount after two seconds, drained or not.
            var invocation = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = context.Out,
                Error = context.Error,
            };
            return (ExitCode)await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (MountException e)
        {
            return errors.Write(e.Failures);
        }
        catch (OperationCanceledException)
        {
            return errors.Write([new MountFailure(ExitCode.Interrupted, "interrupted", null)]);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return errors.WriteUnexpected(e);
        }
        finally
        {
            await context.Out.FlushAsync(CancellationToken.None);
        }
    }

    /// <summary>Read before parsing: errors of parsing are printed in the asked form, too.</summary>
    private static bool WantsJson(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is "--output=json" || (arguments[i] == "--output" && i + 1 < arguments.Count && arguments[i + 1] == "json"))
                return true;
        }

        return false;
    }
}
