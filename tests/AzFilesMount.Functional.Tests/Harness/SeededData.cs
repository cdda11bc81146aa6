namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>Content and trees that follow from a seed alone.</summary>
public static class SeededData
{
    public static byte[] Bytes(int seed, int length)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Fails at the first byte that differs from the seed's content.</summary>
    public static void AssertFile(string path, int seed, int length) => AssertSame(Bytes(seed, length), File.ReadAllBytes(path), path);

    public static void AssertSame(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual, string subject)
    {
        int same = expected.CommonPrefixLength(actual);
        if (same == expected.Length && same == actual.Length)
            return;
        string first = same < expected.Length && same < actual.Length
            ? $"0x{expected[same]:x2} expected, 0x{actual[same]:x2} found"
            : "one of them ends";
        Assert.Fail($"{subject}: {expected.Length} bytes expected, {actual.Length} found; first difference at {same} ({first}).");
    }
}
