using AzFilesMount.Fuse.Tests.Live;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace AzFilesMount.Fuse.Tests;

/// <summary>Runs the tests, or plays the part of a second process for one of them.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments.FirstOrDefault() == ChildProcess.Marker)
            return await ChildProcess.MainAsync(arguments[1..]);
        return arguments.Any(static argument => argument is "--server" or "--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(arguments, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(arguments);
    }
}
