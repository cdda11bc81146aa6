using AzFilesMount.Emulator.Authority;
using AzFilesMount.Emulator.Faulting;
using AzFilesMount.Emulator.Operations;
using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Emulator.Hosting;

/// <summary>The way of a request: sign-in, rights, operation, answer, log. Thread-safe.</summary>
internal sealed class RequestPipeline(
    EmulatorOptions options,
    Account account,
    AccessPolicy policy,
    AuthorityRoutes authority,
    AdminEndpoint admin,
    Disturbance disturbance,
    RequestLog? log,
    ILogger logger)
{
    private readonly TimeProvider _time = options.TimeProvider;

    public async Task HandleAsync(HttpContext http)
    {
        var request = new RequestRecord(http, log, _time);
        http.Features.Set(request);
        try
        {
            await ServeAsync(http, request).ConfigureAwait(false);
        }
        catch (ServiceFault fault) when (!http.Response.HasStarted)
        {
            await FaultWriter.WriteAsync(http, fault, request.Id, Now).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            var fault = e.StatusCode == StatusCodes.Status413PayloadTooLarge ? Faults.RequestBodyTooLarge() : Faults.InvalidInput();
            await FaultWriter.WriteAsync(http, fault, request.Id, Now).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            request.WasAborted = true;
        }
#pragma warning disable CA1031 // Nothing may end the service; the client gets the error that the real one has for this.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogMessages.RequestFailed(logger, request.Id, request.Operation, e);
            if (http.Response.HasStarted)
                http.Abort();
            else
                await FaultWriter.WriteAsync(http, Faults.InternalError(), request.Id, Now).ConfigureAwait(false);
        }

        request.Log();
    }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    private async Task ServeAsync(HttpContext http, RequestRecord request)
    {
        var cancellationToken = http.RequestAborted;
        request.Path = http.Request.Path;
        if (AdminEndpoint.Match(http.Request) is { } administration)
        {
            request.Operation = administration;
            await admin.HandleAsync(http, administration, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (authority.Match(http.Request.Path) is { } operation)
        {
            request.Operation = operation;
            var effects = await disturbance.ApplyAsync(http, operation, request.Path).ConfigureAwait(false);
            await authority.HandleAsync(http, operation, cancellationToken).ConfigureAwait(false);
            Disturbance.Finish(http, effects);
            return;
        }

        Envelope.Write(http, request.Id, isEarly: false);
        var target = RequestTarget.Parse(http);
        request.Path = $"/{target.Share}{string.Concat(target.Names.Select(n => $"/{n}"))}";
        await disturbance.SlowAsync(http).ConfigureAwait(false);
        if (target.Account != account.Name)
            throw Faults.InvalidUri();
        await RunAsync(http, target, request, cancellationToken).ConfigureAwait(false);
    }

    private async Task RunAsync(HttpContext http, RequestTarget target, RequestRecord request, CancellationToken cancellationToken)
    {
        // The name is wanted in the log even of requests that are not let in, the refusal of an unknown one only from those that are.
        var operation = OperationTable.TryFind(http.Request, target);
        request.Operation = operation?.Name ?? request.Operation;
        var effects = await disturbance.ApplyAsync(http, request.Operation, request.Path).ConfigureAwait(false);
        var role = await policy.AuthenticateAsync(http, target).ConfigureAwait(false);
        operation ??= OperationTable.Find(http.Request, target);
        AccessPolicy.Authorize(http, role, operation.Access);
        if (operation is PutRangeFromUrl)
            await policy.CheckSourceAsync(http).ConfigureAwait(false);
        var context = new OperationContext(http, target, account);
        await operation.ExecuteAsync(context, cancellationToken).ConfigureAwait(false);
        disturbance.Sent(request.ResponseBytes);
        Disturbance.Finish(http, effects);
    }
}
