using System.Diagnostics;
using AzFilesMount.Mounting;

namespace AzFilesMount.Cli.Hosting;

/// <summary>
/// Starts this executable again as the mount's own process and waits until it is ready. .NET cannot fork; the child inherits standard
/// error, so its words come first-hand, and tells readiness by one line on a pipe. Closing the other pipe calls a start off.
/// </summary>
internal static class BackgroundStart
{
    internal const string ChildFlag = "--detached-child";
    internal const string ReadyLine = "ready";
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    internal static async Task<int> RunAsync(CliContext context, TimeSpan wait, string? secret, CancellationToken cancellationToken)
    {
        using Process child = Start([.. context.Arguments, ChildFlag]);
        // A secret that was given on standard input goes on the same way, and nowhere where other processes could see it.
        if (secret is not null)
        {
            await child.StandardInput.WriteLineAsync(secret.AsMemory(), cancellationToken);
            await child.StandardInput.FlushAsync(cancellationToken);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(wait + Grace);
        try
        {
            string? line = await child.StandardOutput.ReadLineAsync(limit.Token);
            if (line == ReadyLine)
                return 0;
            // What is not that line is the failure in JSON.
            if (line is not null)
                context.Print($"{line}\n{await child.StandardOutput.ReadToEndAsync(limit.Token)}".TrimEnd());
            await child.WaitForExitAsync(limit.Token);
            return child.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await CallOffAsync(child);
            if (cancellationToken.IsCancellationRequested)
                throw;
            throw new MountException(
                ExitCode.Unreachable,
                "the mount did not get ready in time",
                "mount with --foreground -v to see why, or allow more with --wait");
        }
    }

    private static Process Start(IReadOnlyList<string> arguments)
    {
        string self = Environment.ProcessPath ?? throw new InvalidOperationException("The path of the executable is unknown.");
        bool hosted = Path.GetFileNameWithoutExtension(self) == "dotnet";
        string[] all = hosted ? [Path.Combine(AppContext.BaseDirectory, "azfilesmount.dll"), .. arguments] : [.. arguments];
        var start = new ProcessStartInfo(self, all) { RedirectStandardInput = true, RedirectStandardOutput = true };
        return Process.Start(start) ?? throw new InvalidOperationException("The mount's process did not start.");
    }

    private static async Task CallOffAsync(Process child)
    {
        child.StandardInput.Close();
        using var grace = new CancellationTokenSource(Grace);
        try
        {
            await child.WaitForExitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            child.Kill();
        }
    }
}
