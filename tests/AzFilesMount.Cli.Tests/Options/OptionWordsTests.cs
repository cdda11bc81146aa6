using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Cli.Tests.Options;

public sealed class OptionWordsTests
{
    [Theory]
    [InlineData("_netdev,nofail,auto,noauto,user,x-systemd.automount,x-systemd.requires=network-online.target")]
    [InlineData("rw,dev,nodev,suid,nosuid,exec,relatime,noatime,defaults,async,comment=why")]
    [InlineData("vers=3.1.1,serverino,nosharesock,nobrl,sec=ntlmssp,rsize=1048576")]
    public void Parse_FstabNoise_IsIgnored(string list)
    {
        WordList words = OptionWords.Parse([list]);
        Assert.Empty(words.Inputs);
        Assert.Empty(words.Failures);
        Assert.Empty(words.Notices);
    }

    [Fact]
    public void Parse_FstabLineOfCifs_GivesItsSettings()
    {
        WordList words = OptionWords.Parse(["_netdev,nofail,uid=1000,gid=1000,dir_mode=0755,file_mode=0644,actimeo=30,allow_other,ro"]);
        MountOptions options = OptionResolver.Resolve(words.Inputs).Options;
        Assert.Equal((1000, 1000), (options.Uid, options.Gid));
        Assert.Equal((0x1ED, 0x1A4), (options.DirectoryMode, options.FileMode));
        Assert.True(options.AllowOther && options.ReadOnly);
        TimeSpan half = TimeSpan.FromSeconds(30);
        Assert.Equal((half, half, half), (options.AttributeTtl, options.DirectoryTtl, options.NegativeTtl));
    }

    [Fact]
    public void Parse_OneTimeBesideActimeo_WinsInAnyOrder()
    {
        foreach (string list in new[] { "actimeo=30,attr_ttl=1s", "attr_ttl=1s,actimeo=30" })
        {
            MountOptions options = OptionResolver.Resolve(OptionWords.Parse([list]).Inputs).Options;
            Assert.Equal(TimeSpan.FromSeconds(1), options.AttributeTtl);
            Assert.Equal(TimeSpan.FromSeconds(30), options.DirectoryTtl);
        }
    }

    [Theory]
    [InlineData("password=secret")]
    [InlineData("credentials=/etc/smb")]
    [InlineData("client_secret=x")]
    public void Parse_Secret_IsRefusedWithoutShowingIt(string word)
    {
        var failure = Assert.Single(OptionWords.Parse([word]).Failures);
        Assert.DoesNotContain(word.Split('=')[1], failure.Message + failure.Hint, StringComparison.Ordinal);
        Assert.Contains("--auth", failure.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("memroy=1G", "did you mean memory?")]
    [InlineData("allow_othr", "did you mean allow-other?")]
    [InlineData("qqqqqqqq", "mount --help")]
    public void Parse_UnknownWord_Suggests(string word, string hint)
    {
        var failure = Assert.Single(OptionWords.Parse([word]).Failures);
        Assert.Contains($"-o {word.Split('=')[0]}", failure.Message, StringComparison.Ordinal);
        Assert.Contains(hint, failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_WordWithoutEffect_IsNoticed() =>
        Assert.Contains("write-policy=through", Assert.Single(OptionWords.Parse(["sync"]).Notices), StringComparison.Ordinal);

    [Fact]
    public void Parse_CommaInsideValue_IsEscapedOrQuoted() =>
        Assert.Equal(
            ["directory=a,b", "log-file=/x,y"], OptionWords.Split("directory=a\\,b,log-file=\"/x,y\""));

    [Fact]
    public void Catalogue_EveryOption_IsFoundByFlagNameAndWord()
    {
        foreach (OptionDefinition definition in OptionCatalog.All)
        {
            Assert.Same(definition, OptionCatalog.Find(definition.Name));
            Assert.Same(definition, OptionCatalog.Find(definition.Name.Replace('-', '_')));
            Assert.NotEmpty(definition.Help);
            // Other users see a process's flags, so a flag names at most the file of a secret.
            bool ofSecret = definition.Name.Contains("password", StringComparison.Ordinal)
                || definition.Name.Contains("secret", StringComparison.Ordinal);
            Assert.True(!ofSecret || definition.Name.EndsWith("-file", StringComparison.Ordinal));
        }
    }
}
