using System.Runtime.InteropServices;

namespace AzFilesMount.Cli.Hosting;

/// <summary>The signals that end a long-running command: the first asks it to stop in order, the second to leave at once.</summary>
internal sealed class SignalSource : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _leaveNow = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    internal SignalSource()
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal));
    }

    internal CancellationToken Stop => _stop.Token;

    internal CancellationToken LeaveNow => _leaveNow.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
        _leaveNow.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        (_stop.IsCancellationRequested ? _leaveNow : _stop).Cancel();
    }
}
