namespace AzFilesMount.Mounting.Options;

/// <summary>Where a setting came from, weakest first: the order is the precedence.</summary>
public enum OptionOrigin
{
    Default,
    /// <summary>The record of a running emulator, for addresses that begin with emulator:.</summary>
    Emulator,
    Environment,
    /// <summary>A word of -o.</summary>
    Word,
    Flag,
}
