using AzFilesMount.Mounting.Control;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Mounting.Session;

/// <summary>What a session needs from the process it runs in.</summary>
/// <param name="Directories">Where records and sockets live.</param>
/// <param name="Loggers">Makes the loggers; outlives the session.</param>
/// <param name="Time">The clock.</param>
/// <param name="LogFile">Where the log goes, to be shown; null is standard error.</param>
public sealed record SessionServices(StateDirectories Directories, ILoggerFactory Loggers, TimeProvider Time, string? LogFile);
