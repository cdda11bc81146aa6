using System.Runtime.CompilerServices;
using AzFilesMount.Core;

namespace AzFilesMount.Fuse.Requests;

/// <summary>
/// The continuation of one unfinished call, pooled so that waiting costs no allocation. Thread-safe: it is handed from the
/// reader that parks to whichever thread ends the call.
/// </summary>
internal sealed class ParkedCall<T>
{
    private const int Retained = 256;

    private static readonly Lock Gate = new();
    private static readonly Stack<ParkedCall<T>> Free = new();

    private readonly Action _continue;
    private FuseRequest? _request;
    private Completion<T>? _complete;
    private ConfiguredValueTaskAwaitable<FsResult<T>>.ConfiguredValueTaskAwaiter _awaiter;

    private ParkedCall()
    {
        _continue = Continue;
    }

    public static void Start(
        FuseRequest request,
        ConfiguredValueTaskAwaitable<FsResult<T>>.ConfiguredValueTaskAwaiter awaiter,
        Completion<T> complete)
    {
        var call = Rent();
        call._request = request;
        call._complete = complete;
        call._awaiter = awaiter;
        awaiter.UnsafeOnCompleted(call._continue);
    }

    private void Continue()
    {
        var (request, complete, awaiter) = (_request!, _complete!, _awaiter);
        (_request, _complete, _awaiter) = (null, null, default);
        Return(this);
        request.Resume(awaiter, complete);
    }

    private static ParkedCall<T> Rent()
    {
        lock (Gate)
        {
            if (Free.TryPop(out var call))
                return call;
        }

        return new ParkedCall<T>();
    }

    private static void Return(ParkedCall<T> call)
    {
        lock (Gate)
        {
            if (Free.Count < Retained)
                Free.Push(call);
        }
    }
}
