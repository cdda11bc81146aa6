using AzFilesMount.Fuse.Native;
using AzFilesMount.Fuse.Operations;
using AzFilesMount.Fuse.Requests;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Fuse.Session;

/// <summary>One thread's work: takes requests from its channel until the connection ends. Waits for the kernel and nothing else.</summary>
internal sealed class RequestReader(IFuseChannel channel, RequestPool pool, RequestDispatcher dispatcher, ILogger logger)
{
    public void Run()
    {
        try
        {
            var request = pool.Rent();
            while (TryReceive(request))
            {
                if (dispatcher.Dispatch(request) == Outcome.Parked)
                    request = pool.Rent();
            }

            pool.Return(request);
        }
        catch (Exception exception)
        {
            LogMessages.ReaderFailed(logger, exception);
        }
    }

    private bool TryReceive(FuseRequest request)
    {
        while (true)
        {
            var length = request.Receive(channel);
            if (length >= 0)
                return true;
            switch (-length)
            {
                // ENOENT: the request was withdrawn while it was being read.
                case Errno.EINTR:
                case Errno.EAGAIN:
                case Errno.ENOENT:
                    continue;
                case Errno.ENODEV:
                case Errno.ECONNABORTED:
                    return false;
                default:
                    LogMessages.ReceiveFailed(logger, -length);
                    return false;
            }
        }
    }
}
