using System.Text.Json;
using AzFilesMount.Cli.Output;

namespace AzFilesMount.Cli.Tests.Output;

public sealed class StatsTextTests
{
    private const string Stats = """{"bytesRead":5,"requests":{"ReadRange":2},"writeFailures":["a.txt: no space"],"uptimeSeconds":1.5}""";

    [Fact]
    public void Flatten_JoinsNamesByDots() => Assert.Equal(
        [("bytesRead", "5"), ("requests.ReadRange", "2"), ("writeFailures", "a.txt: no space"), ("uptimeSeconds", "1.5")],
        StatsText.Flatten(JsonDocument.Parse(Stats).RootElement));

    [Fact]
    public void WritePrometheus_KeepsNumbersUnderSnakeCase()
    {
        using var writer = new StringWriter();
        StatsText.WritePrometheus(writer, JsonDocument.Parse(Stats).RootElement);
        Assert.Equal(
            ["azfilesmount_bytes_read 5", "azfilesmount_requests_read_range 2", "azfilesmount_uptime_seconds 1.5"],
            writer.ToString().TrimEnd().Split(Environment.NewLine));
    }
}
