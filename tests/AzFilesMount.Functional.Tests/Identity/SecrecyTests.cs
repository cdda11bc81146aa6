using System.Text;
using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Identity;

/// <summary>No token and no secret in anything the product prints, logs, stores or shows in its arguments.</summary>
public sealed class SecrecyTests
{
    [Fact]
    public Task Tokens_OfAMountAtItsMostTalkative_AppearNowhere() => FunctionalTest.RunAsync(150, scope =>
    {
        Emulator emulator = scope.StartEmulator();
        string logFile = Path.Combine(scope.Area.User.Home, "mount.log");
        List<string> texts = [];
        foreach (MountArguments arguments in Mounts(scope, emulator, $"--log-file={logFile}"))
        {
            Mount mount = scope.StartMount(arguments);
            Use(mount);
            texts.AddRange(CommandLines());
            texts.AddRange(Reports(scope, mount));
            mount.Stop();
            texts.Add(mount.Output);
        }

        texts.AddRange(Failures(scope, emulator));
        texts.Add(emulator.Output);
        texts.Add(File.ReadAllText(emulator.RequestLogFile));
        texts.AddRange(Files(scope.Area.User.Home));
        AssertAbsent(texts, emulator.Ready);
    });

    [Fact]
    public Task ReadyFile_InTheStateDirectory_IsForItsOwnerOnly() => FunctionalTest.RunAsync(60, scope =>
    {
        scope.StartEmulator(new EmulatorOptions { User = scope.Area.User });
        string[] files = [.. Directory.EnumerateFiles(scope.Area.User.State, "*", SearchOption.AllDirectories)];
        foreach (string file in files)
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    });

    private static IEnumerable<MountArguments> Mounts(TestScope scope, Emulator emulator, string logFlag)
    {
        string[] talkative = ["-v", "-v", "--log-level=trace", logFlag];
        yield return scope.ArgumentsFor(emulator, talkative);
        yield return scope.ArgumentsFor(emulator, [.. talkative, .. emulator.ServicePrincipal()]) with
        {
            TokenFile = null,
            Environment = scope.Area.User.With(emulator.Secret()),
        };
    }

    private static void Use(Mount mount)
    {
        string file = Path.Combine(mount.Directory, "f");
        PosixFile.WriteWhole(file, SeededData.Bytes(1, 100_000));
        SeededData.AssertFile(file, 1, 100_000);
        _ = WorkDirectory.NamesIn(mount.Directory);
        _ = Posix.ErrorOf(() => Posix.RemoveDirectory(Path.Combine(mount.Directory, "missing")));
        Posix.Unlink(file);
    }

    private static IEnumerable<string> Reports(TestScope scope, Mount mount)
    {
        string[][] commands =
        [
            ["status", mount.Directory], ["status", mount.Directory, "--output=json"], ["stats", mount.Directory, "--output=json"],
            ["list", "--output=json"],
        ];
        return commands.Select(command => Product.Run(scope.Environment, command).ToString());
    }

    /// <summary>Mounts that fail, with the token and the secret at hand.</summary>
    private static IEnumerable<string> Failures(TestScope scope, Emulator emulator)
    {
        MountArguments noShare = scope.ArgumentsFor(emulator, "-v", "-v") with { Url = emulator.ShareUrlOf("nosuchshare") };
        yield return Product.Run(noShare.Environment, noShare.ToArguments()).Error;
        IReadOnlyDictionary<string, string> environment = scope.Area.User.With(emulator.Secret());
        MountArguments wrongClient = noShare with { TokenFile = null, Environment = environment };
        yield return Product.Run(environment, [.. wrongClient.ToArguments(), .. emulator.ServicePrincipal(), "--client-id=nobody"]).Error;
    }

    private static IEnumerable<string> CommandLines() => Directory.EnumerateDirectories("/proc")
        .Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0]))
        .Select(path => Read(Path.Combine(path, "cmdline")));

    private static IEnumerable<string> Files(string root) =>
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(path => $"{path}:\n{Read(path)}");

    private static string Read(string path)
    {
        try
        {
            return Encoding.Latin1.GetString(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A process that has ended in between, or a socket.
            return "";
        }
    }

    private static void AssertAbsent(IEnumerable<string> texts, ReadyFile ready)
    {
        string[] traces = [.. Token.Traces(ready)];
        foreach (string text in texts)
        {
            foreach (string trace in traces)
            {
                int place = text.IndexOf(trace, StringComparison.Ordinal);
                Assert.True(place < 0, $"A secret appears at {place} in:\n{text[..Math.Min(text.Length, 300)]}");
            }
        }
    }
}
