using System.CommandLine;
using System.Globalization;
using System.Net;
using AzFilesMount.Emulator;
using AzFilesMount.Mounting;
using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Cli.Commands;

/// <summary>The flags of `emulator start`, read into its options with all mistakes at once.</summary>
internal sealed class EmulatorFlags
{
    private readonly Option<string[]> _share = new("--share")
    {
        HelpName = "name",
        Description = "Share to create; may be repeated [demo]",
    };
    private readonly Option<string?> _listen = Text("--listen", "address:port", "Where to listen; port 0 takes a free one [127.0.0.1:0]");
    private readonly Option<bool> _allowRemote = new("--allow-remote") { Description = "Allow an address that other machines can reach" };
    private readonly Option<string?> _data = Text("--data", "directory", "Keep shares and keys there; in memory without it");
    private readonly Option<string?> _latency = Text("--latency", "time", "Delay each request [0s]");
    private readonly Option<string?> _rate = Text("--connection-rate", "size", "Bytes a second of one connection; 0 does not limit [0]");
    private readonly Option<string?> _jitter = Text("--jitter", "time", "Delay each request by a random part of it more [0s]");
    private readonly Option<string?> _iops = Text("--iops", "number", "Requests a second; above it they get 503; 0 does not limit [0]");
    private readonly Option<string?> _byteRate = Text("--rate", "size", "Bytes a second of all; above it requests get 503 [0]");
    private readonly Option<string?> _faults = Text("--faults", "file", "Rules of what is to go wrong; read again when it changes");
    private readonly Option<string?> _requestLog = Text("--request-log", "file", "Write one JSON line a request");
    private readonly Option<string?> _readyFile = Text("--ready-file", "file", "Write where and how to sign in, once it listens");
    private readonly Option<string?> _account = Text("--account", "name", "Storage account to play [azfilesdemo]");
    private readonly Option<string?> _lifetime = Text("--token-lifetime", "time", "How long its tokens are valid [1h]");
    private readonly Option<string?> _role = Text("--role", "contributor|reader|none", "Role of its client [contributor]");

    internal void AddTo(Command command)
    {
        foreach (Option option in (Option[])
            [_share, _listen, _allowRemote, _data, _latency, _jitter, _rate, _iops, _byteRate, _faults])
            command.Add(option);
        foreach (Option option in (Option[])[_requestLog, _readyFile, _account, _lifetime, _role])
            command.Add(option);
    }

    /// <exception cref="MountException">One failure for each wrong flag.</exception>
    internal EmulatorOptions Read(ParseResult parsed)
    {
        var failures = new List<MountFailure>();
        var defaults = new EmulatorOptions();
        EmulatorOptions options = defaults with
        {
            Shares = parsed.GetValue(_share) is { Length: > 0 } shares ? shares : ["demo"],
            Listen = Parse(parsed, _listen, defaults.Listen, TryEndpoint, "use address:port, such as 127.0.0.1:0", failures),
            AllowRemote = parsed.GetValue(_allowRemote),
            DataDirectory = FullPath(parsed.GetValue(_data)),
            Latency = Parse(parsed, _latency, TimeSpan.Zero, TryLatency, "use a value from 0s to 1m, such as 20ms", failures),
            ConnectionRate = Parse(parsed, _rate, 0L, SizeText.TryParse, "use bytes a second, such as 64MiB", failures),
            Jitter = Parse(parsed, _jitter, TimeSpan.Zero, TryLatency, "use a value from 0s to 1m, such as 20ms", failures),
            OperationRate = Parse(parsed, _iops, 0L, TryCount, "use requests a second, such as 1000", failures),
            ByteRate = Parse(parsed, _byteRate, 0L, SizeText.TryParse, "use bytes a second, such as 64MiB", failures),
            Faults = FullPath(parsed.GetValue(_faults)),
            RequestLog = FullPath(parsed.GetValue(_requestLog)),
            ReadyFile = FullPath(parsed.GetValue(_readyFile)),
            Account = parsed.GetValue(_account) ?? defaults.Account,
            TokenLifetime = Parse(
                parsed, _lifetime, defaults.TokenLifetime, TryLifetime, "use a value from 1s to 24h, such as 10m", failures),
            Role = Parse(parsed, _role, defaults.Role, TryRole, $"use one of: {string.Join(", ", Roles())}", failures),
        };
        return failures.Count == 0 ? options : throw new MountException(failures);
    }

    private delegate bool TryParse<T>(string text, out T value);

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };

    private static T Parse<T>(
        ParseResult parsed, Option<string?> option, T initial, TryParse<T> parse, string fix, List<MountFailure> failures)
    {
        if (parsed.GetValue(option) is not { } text)
            return initial;
        if (parse(text, out T value))
            return value;
        failures.Add(new MountFailure(ExitCode.Usage, $"{option.Name}: '{text}' cannot be used", fix));
        return initial;
    }

    private static bool TryEndpoint(string text, out IPEndPoint value)
    {
        bool parsed = IPEndPoint.TryParse(text.Replace("localhost:", "127.0.0.1:", StringComparison.Ordinal), out IPEndPoint? endpoint);
        value = endpoint ?? new IPEndPoint(IPAddress.Loopback, 0);
        return parsed && text.Contains(':', StringComparison.Ordinal);
    }

    private static bool TryLatency(string text, out TimeSpan value) =>
        DurationText.TryParse(text, out value) && value <= TimeSpan.FromMinutes(1);

    private static bool TryCount(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool TryLifetime(string text, out TimeSpan value) =>
        DurationText.TryParse(text, out value) && value >= TimeSpan.FromSeconds(1) && value <= TimeSpan.FromDays(1);

    private static bool TryRole(string text, out EmulatorRole value)
    {
        value = default;
        return Roles().Contains(text) && Enum.TryParse(text, ignoreCase: true, out value);
    }

    private static IEnumerable<string> Roles() => Enum.GetNames<EmulatorRole>().Select(name => name.ToLowerInvariant());

    private static string? FullPath(string? path) => path is null ? null : Path.GetFullPath(path);
}
