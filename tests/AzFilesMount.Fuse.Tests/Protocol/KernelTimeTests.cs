using AzFilesMount.Fuse.Protocol;

namespace AzFilesMount.Fuse.Tests.Protocol;

public class KernelTimeTests
{
    [Theory]
    [InlineData("2026-01-02T03:04:05.1234567Z", 1767323045L, 123456700u)]
    [InlineData("1970-01-01T00:00:00Z", 0L, 0u)]
    [InlineData("1969-12-31T23:59:59.9999999Z", -1L, 999999900u)]
    [InlineData("1601-01-01T00:00:00Z", -11644473600L, 0u)]
    public void SplitAndJoin_KeepHundredNanoseconds(string text, long seconds, uint nanoseconds)
    {
        var time = DateTime.Parse(text, null, System.Globalization.DateTimeStyles.RoundtripKind);
        KernelTime.Split(time, out var splitSeconds, out var splitNanoseconds);
        Assert.Equal((seconds, nanoseconds), (splitSeconds, splitNanoseconds));
        Assert.Equal(time, KernelTime.Join(seconds, nanoseconds));
        Assert.Equal(DateTimeKind.Utc, KernelTime.Join(seconds, nanoseconds).Kind);
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void Join_BeyondEveryCalendar_GivesTheNearest(long seconds)
    {
        var time = KernelTime.Join(seconds, 0);
        Assert.Equal(seconds < 0 ? DateTime.MinValue : DateTime.MaxValue, time);
    }

    [Fact]
    public void Split_NegativeDuration_IsNone()
    {
        KernelTime.Split(TimeSpan.FromSeconds(-1), out ulong seconds, out var nanoseconds);
        Assert.Equal((0ul, 0u), (seconds, nanoseconds));
    }
}
