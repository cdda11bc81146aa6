using AzFilesMount.Functional.Tests.Harness;

namespace AzFilesMount.Functional.Tests.Crash;

/// <summary>The content a successful close promised: seeded bytes and some appended pieces.</summary>
internal sealed record AcknowledgedFile(int Seed, int Length, int Appended)
{
    private const int PieceLength = 777;

    public byte[] Content() =>
        [.. SeededData.Bytes(Seed, Length), .. Enumerable.Range(1, Appended).SelectMany(i => SeededData.Bytes(Seed ^ i, PieceLength))];

    public byte[] LastAppended() => SeededData.Bytes(Seed ^ Appended, PieceLength);
}
