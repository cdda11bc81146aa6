using AzFilesMount.Mounting.Session;

namespace AzFilesMount.Cli.Hosting;

/// <summary>The other end of <see cref="BackgroundStart"/>.</summary>
internal sealed class DetachedChild
{
    private readonly CancellationTokenSource _calledOff = new();
    private volatile bool _ready;

    internal DetachedChild()
    {
        Daemon.LeaveTerminal();
        _ = Task.Factory.StartNew(WatchStarter, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Cancelled when the starter goes away before the mount is ready.</summary>
    internal CancellationToken CalledOff => _calledOff.Token;

    internal void TellReady()
    {
        _ready = true;
        Console.Out.WriteLine(BackgroundStart.ReadyLine);
        Daemon.LetGo();
    }

    private void WatchStarter()
    {
        using Stream input = Console.OpenStandardInput();
        Span<byte> buffer = stackalloc byte[16];
        while (input.Read(buffer) > 0)
        {
        }

        if (!_ready)
            _calledOff.Cancel();
    }
}
