using AzFilesMount.Core.FileSystem;
using AzFilesMount.FileRest.Credentials;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Mounting.Options;

/// <summary>Every knob of one mount, typed and in range. Immutable; made by <see cref="OptionResolver"/>. Holds no secret.</summary>
public sealed record MountOptions
{
    public string? Directory { get; init; }

    public string? EndpointSuffix { get; init; }

    public string Auth { get; init; } = "auto";

    public string? TenantId { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecretFile { get; init; }

    public string? Certificate { get; init; }

    public string? CertificatePasswordFile { get; init; }

    public string? IdentityResourceId { get; init; }

    public string? IdentityObjectId { get; init; }

    public string? TokenFile { get; init; }

    /// <summary>Which Azure, by <see cref="AzureCloud"/>'s names; null leaves it to the environment.</summary>
    public string? Cloud { get; init; }

    public Uri? AuthorityHost { get; init; }

    public bool ReadOnly { get; init; }

    public bool Foreground { get; init; }

    /// <summary>How long the start may take until the mount is usable.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the stop may take to bring written bytes to the share.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromMinutes(5);

    public long VolumeSize { get; init; } = 5L << 40;

    public bool AllowOther { get; init; }

    public bool AllowRoot { get; init; }

    /// <summary>Owner shown for every entry; null is the mounting user.</summary>
    public long? Uid { get; init; }

    public long? Gid { get; init; }

    /// <summary>Permission bits taken away from 0777; null leaves the modes as they are.</summary>
    public int? Umask { get; init; }

    public int? DirectoryMode { get; init; }

    public int? FileMode { get; init; }

    public bool AutoUnmount { get; init; }

    public long Memory { get; init; } = 256L << 20;

    public long MetadataMemory { get; init; } = 64L << 20;

    public long ReadAhead { get; init; } = 32L << 20;

    public TimeSpan AttributeTtl { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan DirectoryTtl { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan NegativeTtl { get; init; } = TimeSpan.FromSeconds(1);

    public WritePolicy WritePolicy { get; init; } = WritePolicy.Close;

    public int Concurrency { get; init; } = 32;

    /// <summary>How long one operation may take with all its retries.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public int Retries { get; init; } = 5;

    public Uri? Proxy { get; init; }

    public string? CaBundle { get; init; }

    public int Verbosity { get; init; }

    public bool Quiet { get; init; }

    /// <summary>The level asked for by name; <see cref="EffectiveLogLevel"/> is what counts.</summary>
    public LogLevel? LogLevel { get; init; }

    public string? LogFile { get; init; }

    public bool JsonLog { get; init; }

    public LogLevel EffectiveLogLevel => LogLevel ?? (Quiet, Verbosity) switch
    {
        (true, _) => Microsoft.Extensions.Logging.LogLevel.Error,
        (_, 0) => Microsoft.Extensions.Logging.LogLevel.Information,
        (_, 1) => Microsoft.Extensions.Logging.LogLevel.Debug,
        _ => Microsoft.Extensions.Logging.LogLevel.Trace,
    };
}
