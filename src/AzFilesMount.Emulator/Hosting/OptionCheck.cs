using System.Net;
using System.Text.RegularExpressions;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Hosting;

/// <summary>Refuses options that cannot work before anything is touched.</summary>
internal static partial class OptionCheck
{
    public static void Run(EmulatorOptions options)
    {
        if (!IPAddress.IsLoopback(options.Listen.Address) && !options.AllowRemote)
            throw new EmulatorException($"{options.Listen} can be reached from other machines; listen on 127.0.0.1 or allow remote access.");
        if (!AccountName().IsMatch(options.Account))
            throw new EmulatorException($"'{options.Account}' is no account name; use 3 to 24 lower-case letters and digits.");
        foreach (var share in options.Shares)
        {
            if (!NameRules.IsShareName(share))
                throw new EmulatorException($"'{share}' is no share name; use 3 to 63 lower-case letters, digits and single hyphens.");
        }

        if (options.Latency < TimeSpan.Zero || options.Latency > TimeSpan.FromMinutes(1))
            throw new EmulatorException($"The latency {options.Latency} is out of range; use 0 to 60 seconds.");
        if (options.Jitter < TimeSpan.Zero || options.Jitter > TimeSpan.FromMinutes(1))
            throw new EmulatorException($"The jitter {options.Jitter} is out of range; use 0 to 60 seconds.");
        if (options.OperationRate < 0)
            throw new EmulatorException($"The operation rate {options.OperationRate} is negative; use 0 for no limit.");
        if (options.ByteRate < 0)
            throw new EmulatorException($"The byte rate {options.ByteRate} is negative; use 0 for no limit.");
        if (options.ConnectionRate < 0)
            throw new EmulatorException($"The connection rate {options.ConnectionRate} is negative; use 0 for no limit.");
        if (options.TokenLifetime <= TimeSpan.Zero)
            throw new EmulatorException($"The token lifetime {options.TokenLifetime} is not positive; use for instance one hour.");
    }

    [GeneratedRegex("^[a-z0-9]{3,24}$", RegexOptions.None, 1000)]
    private static partial Regex AccountName();
}
