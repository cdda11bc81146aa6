using AzFilesMount.Emulator.Protocol;
using Microsoft.AspNetCore.Http;

namespace AzFilesMount.Emulator.Faulting;

/// <summary>Everything that a good service would not do to a request: waits, throttling and faults. Thread-safe.</summary>
internal sealed class Disturbance(EmulatorOptions options, FaultSource source)
{
    private readonly Throttle _throttle = new(options);
    private readonly Lock _gate = new();
#pragma warning disable CA5394 // The same delays in each run.
    private readonly Random _random = new(0);
#pragma warning restore CA5394

    /// <summary>Latency, jitter and throttle of a request of the service; the authority knows none of them.</summary>
    public async Task SlowAsync(HttpContext http)
    {
        var wait = options.Latency + Jitter();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, options.TimeProvider, http.RequestAborted).ConfigureAwait(false);
        _throttle.Admit(http.Request.ContentLength ?? 0);
    }

    public void Sent(long responseBytes) => _throttle.Sent(responseBytes);

    /// <summary>Lets the rules have their way before the operation runs; what they do to its answer is prepared.</summary>
    public async Task<FaultEffects?> ApplyAsync(HttpContext http, string operation, string path)
    {
        if (source.Current.Take(operation, path) is not { } effects)
            return null;
        if (effects.Delay > TimeSpan.Zero)
            await Task.Delay(effects.Delay, options.TimeProvider, http.RequestAborted).ConfigureAwait(false);
        if (effects.Stall)
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(false);
        if (effects.Status is { } status)
            throw FaultAnswers.Made(status, effects.Code, effects.RetryAfter);
        http.Features.Set(effects);
        if (effects.TouchesBody)
            Spoil(http, effects);
        return effects;
    }

    /// <summary>An answer that ended before the byte at which it was to be reset is reset at its end.</summary>
    public static void Finish(HttpContext http, FaultEffects? effects)
    {
        if (effects?.ResetAfter is not null)
            http.Abort();
    }

    private static void Spoil(HttpContext http, FaultEffects effects)
    {
        http.Response.Body = new FaultStream(http, http.Response.Body, effects);
        http.Response.OnStarting(() =>
        {
            if (effects.ResetAfter == 0)
                http.Abort();
            if (effects.CutShort is { } end && http.Response.ContentLength > end && !HttpMethods.IsHead(http.Request.Method))
                http.Response.ContentLength = end;
            return Task.CompletedTask;
        });
    }

    private TimeSpan Jitter()
    {
        if (options.Jitter <= TimeSpan.Zero)
            return TimeSpan.Zero;
        lock (_gate)
        {
#pragma warning disable CA5394
            return options.Jitter * _random.NextDouble();
#pragma warning restore CA5394
        }
    }
}
