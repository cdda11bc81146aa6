using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Identity;

/// <summary>Mounts that may only read: everything reads, nothing writes, and the service never sees an attempt.</summary>
public sealed class ReaderTests
{
    private static readonly Errno[] Refusals = [Errno.EROFS, Errno.EACCES];

    [Fact]
    public Task Reader_ByRole_ReadsAndSendsNoWrite() => FunctionalTest.RunAsync(120, scope =>
    {
        Emulator emulator = StartFilled(scope);
        emulator.Log.Mark();
        Mount mount = scope.StartMount(scope.ArgumentsFor(emulator) with { TokenFile = emulator.ReaderTokenFile });
        AssertReadOnly(mount, emulator, Refusals);
        Assert.Contains("read-only", mount.Output, StringComparison.OrdinalIgnoreCase);
        mount.Stop();
        AssertNoWrite(emulator);
    });

    [Fact]
    public Task Reader_ByServicePrincipal_ReadsAndSendsNoWrite() => FunctionalTest.RunAsync(120, scope =>
    {
        Emulator emulator = StartFilled(scope);
        emulator.Kill();
        Emulator readers = scope.StartEmulator(new EmulatorOptions
        {
            Extra = ["--role=reader", $"--data={emulator.DataDirectory}"],
            Persistent = false,
        });
        readers.Log.Mark();
        Mount mount = scope.StartMount(scope.ArgumentsFor(readers, [.. readers.ServicePrincipal()]) with
        {
            TokenFile = null,
            Environment = scope.Area.User.With(readers.Secret()),
        });
        AssertReadOnly(mount, readers, Refusals);
        mount.Stop();
        AssertNoWrite(readers);
    });

    [Fact]
    public Task ReadOnlyFlag_OfAContributor_SendsNoWrite() => FunctionalTest.RunAsync(120, scope =>
    {
        Emulator emulator = StartFilled(scope);
        emulator.Log.Mark();
        Mount mount = scope.StartMount(emulator, "--read-only");
        AssertReadOnly(mount, emulator, [Errno.EROFS]);
        mount.Stop();
        AssertNoWrite(emulator);
    });

    private static Emulator StartFilled(TestScope scope)
    {
        Emulator emulator = scope.StartEmulator();
        using Mount mount = scope.StartMount(emulator);
        Directory.CreateDirectory(Path.Combine(mount.Directory, "folder", "empty"));
        PosixFile.WriteWhole(Path.Combine(mount.Directory, "folder", "file"), SeededData.Bytes(1, 200_000));
        mount.Stop();
        return emulator;
    }

    private static void AssertReadOnly(Mount mount, Emulator emulator, Errno[] refusals)
    {
        string folder = Path.Combine(mount.Directory, "folder");
        string file = Path.Combine(folder, "file");
        AssertReadable(folder, file);
        (string Name, Action Try)[] attempts =
        [
            ("create", () => PosixFile.Create(Path.Combine(folder, "new")).Close()),
            ("open for writing", () => PosixFile.Open(file, OpenFlags.Write).Close()),
            ("open with truncate", () => PosixFile.Open(file, OpenFlags.Write | OpenFlags.Truncate).Close()),
            ("append", () => PosixFile.Open(file, OpenFlags.Write | OpenFlags.Append).Close()),
            ("truncate", () => Posix.SetLength(file, 10)),
            ("unlink", () => Posix.Unlink(file)),
            ("rename", () => Posix.Rename(file, file + "2")),
            ("mkdir", () => Posix.MakeDirectory(Path.Combine(folder, "d"))),
            ("rmdir", () => Posix.RemoveDirectory(Path.Combine(folder, "empty"))),
            ("chmod", () => Posix.SetMode(file, UnixFileMode.UserRead)),
            ("utimensat", () => Posix.SetTimes(file, DateTime.UnixEpoch, DateTime.UnixEpoch)),
        ];
        foreach ((string name, Action attempt) in attempts)
        {
            Errno error = Posix.ErrorOf(attempt);
            Assert.True(refusals.Contains(error), $"{name} gave {error}, not {string.Join(" or ", refusals)}.\n{mount.Describe()}");
        }

        AssertReadable(folder, file);
        Assert.NotEmpty(emulator.Log.Since());
    }

    private static void AssertReadable(string folder, string file)
    {
        SeededData.AssertFile(file, 1, 200_000);
        Assert.Equal(["empty", "file"], WorkDirectory.NamesIn(folder));
    }

    private static void AssertNoWrite(Emulator emulator)
    {
        IEnumerable<Request> writes = emulator.Log.Since().Where(request => request.IsWrite);
        Assert.True(!writes.Any(), $"The service saw writes:\n{RequestLog.Describe(writes)}");
    }
}
