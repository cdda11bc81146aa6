namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>Checks how a mount command that cannot work ends.</summary>
public static class Refusal
{
    /// <summary>
    /// Ends by itself with the exit code; says every one of <paramref name="words"/> on standard error, in plain lines and not a stack
    /// trace; leaves nothing mounted.
    /// </summary>
    public static CommandResult Expect(MountArguments arguments, IReadOnlyList<int> exitCodes, params IReadOnlyList<string> words)
    {
        CommandResult result = Product.Run(arguments.Environment, arguments.ToArguments());
        Assert.False(MountPoints.IsMounted(arguments.Directory), $"Something is mounted.\n{result}");
        return Expect(result, exitCodes, words);
    }

    /// <summary>The same for a command that has ended already.</summary>
    public static CommandResult Expect(CommandResult result, IReadOnlyList<int> exitCodes, params IReadOnlyList<string> words)
    {
        Assert.True(exitCodes.Contains(result.ExitCode), $"Expected exit code {string.Join(" or ", exitCodes)}.\n{result}");
        Assert.True(result.Error.Trim().Length > 0, $"Nothing on standard error.\n{result}");
        Assert.False(result.Error.Contains("   at ", StringComparison.Ordinal), $"A stack trace on standard error.\n{result}");
        bool unhandled = result.Error.Contains("Unhandled", StringComparison.OrdinalIgnoreCase);
        Assert.False(unhandled, $"An unhandled exception.\n{result}");
        foreach (string word in words)
        {
            bool said = result.Error.Contains(word, StringComparison.OrdinalIgnoreCase);
            Assert.True(said, $"Standard error does not say '{word}'.\n{result}");
        }

        return result;
    }
}
