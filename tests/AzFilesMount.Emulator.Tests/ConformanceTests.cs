using AzFilesMount.Emulator.Tests.Conformance;
using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests;

/// <summary>Replays what the real service was recorded doing. The recordings are not part of the repository.</summary>
public sealed class ConformanceTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private const string None = "(no recordings)";

    private static int _replays;

    public static TheoryData<string> Recordings { get; } = Find();

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Replay_AnswersAsTheServiceDid(string name)
    {
        if (name == None)
            Assert.Skip("the recordings (../shared/filerest/recorded) are not on this machine");
        var recording = Recording.Load(name);
        if (recording.UnbuiltReason() is { } reason)
            Assert.Skip(reason);
        await new Replayer(fixture.Emulator, recording, $"r{Interlocked.Increment(ref _replays)}-").RunAsync();
    }

    private static TheoryData<string> Find()
    {
        if (Recording.Directory is not { } directory)
            return [None];
        return [.. Directory.EnumerateFiles(directory, "*.json").Select(p => Path.GetFileNameWithoutExtension(p)!).Order(StringComparer.Ordinal)];
    }
}
