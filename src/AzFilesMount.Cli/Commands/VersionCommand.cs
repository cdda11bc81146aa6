using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using AzFilesMount.Cli.Output;

namespace AzFilesMount.Cli.Commands;

/// <summary>`version`: ours, the runtime's, and the notice that WinFsp's licence asks for.</summary>
internal sealed class VersionCommand(CliContext context) : ICliCommand
{
    /// <summary>WinFsp's exception for free software wants this shown wherever a program shows its own notices.</summary>
    internal const string WinFspNotice =
        "WinFsp - Windows File System Proxy, Copyright (C) Bill Zissimopoulos, https://winfsp.dev";

    private readonly OutputOption _output = new(OutputFormat.Table, OutputFormat.Json);

    public Command Build()
    {
        var command = new Command("version", "Show versions and notices") { _output };
        command.SetAction(parsed => Run(_output.Read(parsed)));
        return command;
    }

    private int Run(OutputFormat format)
    {
        var info = new VersionInfo(
            Current(), RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription,
            RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(), WinFspNotice);
        if (format == OutputFormat.Json)
        {
            context.Print(JsonSerializer.Serialize(info, CliJson.Default.VersionInfo));
            return 0;
        }

        context.Print($"azfilesmount {info.Version}");
        context.Print($"{info.Runtime}, {info.System}, {info.Architecture}");
        context.Print($"On Windows it mounts through {WinFspNotice}");
        return 0;
    }

    /// <summary>Without the build's metadata after the plus sign.</summary>
    private static string Current() => typeof(VersionCommand).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
