using AzFilesMount.Functional.Tests.Harness;

namespace AzFilesMount.Functional.Tests.Crash;

/// <summary>kill -9 at random moments with policy close: what close acknowledged is there afterwards.</summary>
public sealed class KillTests
{
    private const int Writers = 3;
    private static readonly TimeSpan WriterLimit = TimeSpan.FromSeconds(40) * Settings.TimeFactor;

    [Fact]
    public Task Mount_KilledUnderWriteLoad_LosesNothingItAcknowledged() => FunctionalTest.RunAsync(SecondsForRounds(15), scope =>
    {
        Random random = new(Settings.Seed);
        List<CrashWriters> rounds = [];
        Emulator emulator = scope.StartEmulator(new EmulatorOptions { Extra = ["--latency=2ms"] });
        MountArguments arguments = scope.ArgumentsFor(emulator, "--write-policy=close");
        Mount mount = scope.StartMount(arguments);
        for (int round = 0; round < Settings.KillRounds; round++)
        {
            using CrashWriters writers = new(mount.Directory, $"r{round}", random.Next(), Writers, goOn: false);
            rounds.Add(writers);
            RunFor(writers, random, mount);
            mount.Kill();
            writers.Stop(WriterLimit);
            mount.Abandon();
            // The dead mount is still in the table: the next one has to clear it away by itself.
            mount = scope.StartMount(arguments);
            writers.Verify(mount.Directory);
        }

        mount.Stop();
        mount = scope.StartMount(arguments);
        foreach (CrashWriters writers in rounds)
            writers.Verify(mount.Directory);
        mount.Stop();
    });

    [Fact]
    public Task Emulator_KilledUnderWriteLoad_LosesNothingTheMountAcknowledged() => FunctionalTest.RunAsync(SecondsForRounds(15), scope =>
    {
        Random random = new(Settings.Seed + 1);
        Emulator emulator = scope.StartEmulator(new EmulatorOptions { Extra = ["--latency=2ms"] });
        MountArguments arguments = scope.ArgumentsFor(emulator, "--write-policy=close", "--timeout=20s");
        Mount mount = scope.StartMount(arguments);
        using (CrashWriters writers = new(mount.Directory, "w", random.Next(), Writers, goOn: true))
        {
            for (int round = 0; round < Settings.KillRounds; round++)
            {
                RunFor(writers, random, mount);
                emulator.Kill();
                Thread.Sleep(random.Next(200));
                emulator.Restart();
            }

            RunFor(writers, random, mount);
            writers.Stop(WriterLimit);
            writers.Verify(mount.Directory);
            mount.Stop();
            mount = scope.StartMount(arguments);
            writers.Verify(mount.Directory);
            mount.Stop();
        }
    });

    private static int SecondsForRounds(int each) => 60 + (Settings.KillRounds * each);

    /// <summary>Lets the writers get a few files acknowledged, then go on for a random while.</summary>
    private static void RunFor(CrashWriters writers, Random random, Mount mount)
    {
        int before = writers.Acknowledged;
        Eventually.True("files are acknowledged\n" + mount.Describe(), TimeSpan.FromSeconds(25), () => writers.Acknowledged >= before + 3);
        Thread.Sleep(random.Next(50, 900));
    }
}
