using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests;

public sealed class NameTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private readonly RestClient _client = fixture.Client;

    [Theory]
    [InlineData("Straße ünï 文件 🙂")]
    [InlineData("a%b#c?d&e=f+g;h@i!j'k(l)")]
    [InlineData(" leading and trailing ")]
    [InlineData("x.CON")]
    public async Task Names_ComeBackAsTheyWereSent(string name)
    {
        var share = await fixture.ShareAsync();
        if (name.Contains('?', StringComparison.Ordinal))
            name = name.Replace("?", "", StringComparison.Ordinal);
        await _client.CreateFileAsync($"{share}/{Uri.EscapeDataString(name)}");
        var list = await _client.GetAsync($"{share}?restype=directory&comp=list");
        Assert.Equal(name, list.Xml.Element("Entries")!.Element("File")!.Element("Name")!.Value);
    }

    [Fact]
    public async Task Case_IsKeptButDoesNotTellApart()
    {
        var share = await fixture.ShareAsync();
        await _client.CreateDirectoryAsync($"{share}/Dir");
        await _client.CreateFileAsync($"{share}/dIR/{Uri.EscapeDataString("Ärger")}", 4);
        Assert.Equal("4", (await _client.HeadAsync($"{share}/DIR/{Uri.EscapeDataString("äRGER")}")).Header("Content-Length"));
    }

    [Theory]
    [InlineData("a%3Ab")]
    [InlineData("a%5Cb")]
    [InlineData("a%2A")]
    [InlineData("a%22")]
    [InlineData("a%7C")]
    [InlineData("a%3Cb%3E")]
    [InlineData("a%3F")]
    [InlineData("a%01")]
    [InlineData("..")]
    [InlineData("nul")]
    [InlineData("COM1")]
    [InlineData("...")]
    public async Task Names_ThatCannotBe_AreRefused(string name)
    {
        var share = await fixture.ShareAsync();
        var answer = await _client.PutAsync($"{share}/{name}?restype=directory");
        Assert.Equal((400, "InvalidResourceName"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Lengths_AreLimited()
    {
        var share = await fixture.ShareAsync();
        var name = Uri.EscapeDataString(new string('ö', 255));
        await _client.CreateDirectoryAsync($"{share}/{name}");
        Assert.Equal("InvalidFileOrDirectoryPathName", (await _client.PutAsync($"{share}/{name}x?restype=directory")).Code);
        var deep = string.Concat(Enumerable.Repeat("/" + new string('d', 250), 9));
        Assert.Equal("InvalidFileOrDirectoryPathName", (await _client.PutAsync($"{share}{deep}?restype=directory")).Code);
    }

    [Fact]
    public async Task TrailingDots_GoUnlessTheyAreToBeKept()
    {
        var share = await fixture.ShareAsync();
        await _client.CreateFileAsync($"{share}/trimmed..", 1);
        Assert.Equal(200, (await _client.HeadAsync($"{share}/trimmed")).Status);
        await _client.CreateFileAsync($"{share}/kept.", 1, ("x-ms-allow-trailing-dot", "true"));
        Assert.Equal(404, (await _client.HeadAsync($"{share}/kept.")).Status);
        (string, string)[] headers = [("x-ms-file-rename-source", $"{fixture.Emulator.Server.Endpoint}{share}/kept."), ("x-ms-allow-trailing-dot", "true")];
        Assert.Equal("ResourceNotFound", (await _client.PutAsync($"{share}/new.?comp=rename", headers)).Code);
        Assert.Equal(200, (await _client.PutAsync($"{share}/new.?comp=rename", [.. headers, ("x-ms-source-allow-trailing-dot", "true")])).Status);
        Assert.Equal(200, (await _client.HeadAsync($"{share}/new.", ("x-ms-allow-trailing-dot", "true"))).Status);
    }
}
