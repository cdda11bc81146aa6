using System.Net;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Emulator;

/// <summary>What an emulator is started with. Immutable; checked by <see cref="EmulatorServer.StartAsync"/>.</summary>
public sealed record EmulatorOptions
{
    /// <summary>Where to listen; port 0 takes a free one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Allows <see cref="Listen"/> to be other than a loopback address.</summary>
    public bool AllowRemote { get; init; }

    public string Account { get; init; } = "azfilesdemo";

    /// <summary>Shares created at start where they do not exist yet.</summary>
    public IReadOnlyList<string> Shares { get; init; } = [];

    /// <summary>Where shares, certificate authority and keys are kept; null keeps everything in memory.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Added to every data request before it is served.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>A random part of it is added to every data request as well.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>Data requests a second that are served, over all connections; above it they get 503. 0 does not limit.</summary>
    public long OperationRate { get; init; }

    /// <summary>Bytes a second that are carried, over all connections and both ways; above it requests get 503. 0 does not limit.</summary>
    public long ByteRate { get; init; }

    /// <summary>File with rules of what is to go wrong, read again when it changes; null for a service without faults.</summary>
    public string? Faults { get; init; }

    /// <summary>Bytes a second that a connection may carry in each direction; 0 does not limit.</summary>
    public long ConnectionRate { get; init; }

    /// <summary>File that gets one JSON line a request, or null.</summary>
    public string? RequestLog { get; init; }

    /// <summary>File that is written, in one step, once the emulator listens; null writes none.</summary>
    public string? ReadyFile { get; init; }

    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The role that the service principal of the ready file signs in with.</summary>
    public EmulatorRole Role { get; init; } = EmulatorRole.Contributor;

    /// <summary>Takes the emulator's own diagnostics; null drops them.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The clock of tokens, time stamps and added latency.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
