using AzFilesMount.Core.FileSystem;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Cli.Tests.Options;

public sealed class OptionResolverTests
{
    [Fact]
    public void Resolve_Nothing_GivesDefaultsThatTheCatalogueSpellsTheSame()
    {
        OptionResolution nothing = OptionResolver.Resolve([]);
        IEnumerable<OptionInput> spelled = OptionCatalog.All.Where(definition => definition.DefaultText.Length > 0)
            .Select(definition => new OptionInput(definition.Name, definition.DefaultText, OptionOrigin.Flag, definition.Flag));
        OptionResolution defaults = OptionResolver.Resolve(spelled);
        Assert.Empty(defaults.Failures);
        Assert.Equal(nothing.Options, defaults.Options with { LogLevel = null });
        Assert.All(nothing.Values, value => Assert.Equal(OptionOrigin.Default, value.Origin));
    }

    [Theory]
    [InlineData(OptionOrigin.Emulator, OptionOrigin.Environment)]
    [InlineData(OptionOrigin.Environment, OptionOrigin.Word)]
    [InlineData(OptionOrigin.Word, OptionOrigin.Flag)]
    public void Resolve_SameOptionTwice_StrongerOriginWinsInAnyOrder(OptionOrigin weaker, OptionOrigin stronger)
    {
        OptionInput weak = new("memory", "64M", weaker, "weak");
        OptionInput strong = new("memory", "128M", stronger, "strong");
        foreach (OptionInput[] order in new[] { new[] { weak, strong }, [strong, weak] })
        {
            OptionResolution resolution = OptionResolver.Resolve(order);
            Assert.Equal(128L << 20, resolution.Options.Memory);
            Assert.Equal(new OptionValue("memory", "128M", stronger), resolution.Values.Single(value => value.Name == "memory"));
        }
    }

    [Fact]
    public void Resolve_SameOriginTwice_LaterWins()
    {
        OptionResolution resolution = OptionResolver.Resolve(
            [new("retries", "1", OptionOrigin.Flag, "--retries"), new("retries", "2", OptionOrigin.Flag, "--retries")]);
        Assert.Equal(2, resolution.Options.Retries);
    }

    [Fact]
    public void FromEnvironment_EveryOption_HasItsVariable()
    {
        Dictionary<string, string> variables = new()
        {
            ["AZFILESMOUNT_READ_ONLY"] = "yes",
            ["AZFILESMOUNT_ATTR_TTL"] = "5s",
            ["AZFILESMOUNT_WRITE_POLICY"] = "through",
            ["AZFILESMOUNT_MEMORY"] = "",
        };
        MountOptions options = OptionResolver.Resolve(OptionResolver.FromEnvironment(variables.GetValueOrDefault)).Options;
        Assert.True(options.ReadOnly);
        Assert.Equal(TimeSpan.FromSeconds(5), options.AttributeTtl);
        Assert.Equal(WritePolicy.Through, options.WritePolicy);
        Assert.Equal(new MountOptions().Memory, options.Memory);
    }

    [Fact]
    public void Resolve_SmallMemory_ShortensTheDefaultReadAhead()
    {
        OptionResolution resolution = OptionResolver.Resolve([new("memory", "16M", OptionOrigin.Flag, "--memory")]);
        Assert.Equal(8L << 20, resolution.Options.ReadAhead);
        Assert.Equal("8MiB", resolution.Values.Single(value => value.Name == "read-ahead").Text);
    }

    [Theory]
    [InlineData("memory", "1K", "16MiB to 1TiB")]
    [InlineData("memory", "lots", "64MiB")]
    [InlineData("attr-ttl", "soon", "30s")]
    [InlineData("wait", "0s", "1s to 1h")]
    [InlineData("concurrency", "0", "1 to 512")]
    [InlineData("retries", "many", "0 to 100")]
    [InlineData("uid", "-1", "from 0")]
    [InlineData("umask", "0888", "octal")]
    [InlineData("auth", "service-principle", "did you mean service-principal?")]
    [InlineData("write-policy", "never", "through, close")]
    [InlineData("read-only", "perhaps", "true or false")]
    [InlineData("proxy", "proxy:8080", "https://host:8080")]
    [InlineData("token-file", "", "leave it out")]
    public void Resolve_WrongText_NamesFlagValueAndFix(string name, string text, string fix)
    {
        OptionResolution resolution = OptionResolver.Resolve([new(name, text, OptionOrigin.Flag, $"--{name}")]);
        MountFailure failure = Assert.Single(resolution.Failures);
        Assert.Equal(ExitCode.Usage, failure.Code);
        Assert.StartsWith($"--{name}: '{text}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(fix, failure.Hint, StringComparison.Ordinal);
    }
}
