using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Cli.Tests.Options;

public sealed class SizeTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("4096", 4096)]
    [InlineData("64MiB", 64L << 20)]
    [InlineData("64M", 64L << 20)]
    [InlineData("64m", 64L << 20)]
    [InlineData("64Mi", 64L << 20)]
    [InlineData("64MB", 64L << 20)]
    [InlineData("1G", 1L << 30)]
    [InlineData("1.5G", 3L << 29)]
    [InlineData("2 TiB", 2L << 40)]
    [InlineData("1P", 1L << 50)]
    [InlineData("10b", 10)]
    public void TryParse_KnownSpelling_GivesBytes(string text, long bytes)
    {
        Assert.True(SizeText.TryParse(text, out long actual));
        Assert.Equal(bytes, actual);
    }

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("-1M")]
    [InlineData("64X")]
    [InlineData("1.2.3M")]
    [InlineData("99999999P")]
    [InlineData("1GiBs")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(SizeText.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1000, "1000")]
    [InlineData(1L << 20, "1MiB")]
    [InlineData(3L << 29, "1536MiB")]
    public void Format_IsExactAndReadableAgain(long bytes, string text)
    {
        Assert.Equal(text, SizeText.Format(bytes));
        Assert.True(SizeText.TryParse(text, out long again));
        Assert.Equal(bytes, again);
    }

    [Theory]
    [InlineData(12, "12 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(5L << 30, "5 GiB")]
    public void Round_IsForPeople(long bytes, string text) => Assert.Equal(text, SizeText.Round(bytes));
}
