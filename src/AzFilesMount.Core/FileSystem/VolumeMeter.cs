using AzFilesMount.Core.Store;

namespace AzFilesMount.Core.FileSystem;

/// <summary>The size of the volume: from the share where the identity may ask, otherwise as configured; never a failure.</summary>
internal sealed class VolumeMeter(EngineContext context)
{
    private static readonly TimeSpan Ttl = TimeSpan.FromMinutes(1);

    private volatile Measured? _last;

    private sealed record Measured(VolumeInfo Volume, long At);

    public async ValueTask<FsResult<VolumeInfo>> GetAsync(CancellationToken cancellationToken)
    {
        if (_last is { } last && context.Time.GetElapsedTime(last.At) < Ttl)
            return last.Volume;
        VolumeInfo volume = await AskAsync(cancellationToken).ConfigureAwait(false);
        _last = new Measured(volume, context.Time.GetTimestamp());
        return volume;
    }

    private async ValueTask<VolumeInfo> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            FsResult<ShareUsage> usage = await context.Store.GetUsageAsync(cancellationToken).ConfigureAwait(false);
            if (usage is { IsOk: true, Value: { Quota: > 0 } share })
                return new VolumeInfo(share.Quota, Math.Max(0, share.Quota - share.Used));
        }
        catch (OperationCanceledException)
        {
            // The configured size is an answer too.
        }
        return new VolumeInfo(context.Options.VolumeSize, context.Options.VolumeSize);
    }
}
