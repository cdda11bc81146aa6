using System.Net;
using System.Net.Sockets;
using AzFilesMount.FileRest.Http;
using AzFilesMount.Mounting.Session;
using Azure;
using Azure.Core;

namespace AzFilesMount.Mounting.Doctor;

/// <summary>Name, connection, certificate and clock, without signing in.</summary>
internal static class NetworkChecks
{
    internal const string Tls = "TLS";
    private static readonly TimeSpan TolerableSkew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(15);

    internal static async Task<CheckResult> ResolveAsync(MountPlan plan, CancellationToken cancellationToken)
    {
        string host = plan.Address.ShareUri.Host;
        if (host.EndsWith(".localhost", StringComparison.Ordinal))
            return CheckResult.Ok("DNS", $"{host} is this machine");
        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            return CheckResult.Ok("DNS", $"{host} is {string.Join(", ", addresses.Take(3).Select(address => address.ToString()))}");
        }
        catch (SocketException e)
        {
            // Behind a proxy it is the proxy that resolves.
            return Proxy(plan) is null
                ? CheckResult.Fail("DNS", $"{host} is not known: {e.Message}", "check the account's name and this machine's DNS")
                : CheckResult.Warn("DNS", $"{host} is not known here", "nothing, if the proxy knows it");
        }
    }

    /// <summary>One request without a token: its refusal proves the way and tells the service's time.</summary>
    internal static async Task<IReadOnlyList<CheckResult>> ConnectAsync(
        MountPlan plan, TimeProvider time, CancellationToken cancellationToken)
    {
        Uri uri = plan.Address.ShareUri;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(AnswerTime);
            using HttpTransport transport = HttpTransport.Create(
                new HttpTransportOptions { CaBundle = plan.Options.CaBundle, Proxy = plan.Options.Proxy });
            DateTimeOffset? served = await AskAsync(transport, uri, limit.Token).ConfigureAwait(false);
            return [CheckResult.Ok(Tls, $"{uri.Authority} answers, its certificate is trusted"), Clock(served, time)];
        }
        catch (RequestFailedException e)
        {
            return [Explain(e.InnerException as HttpRequestException, e.Message, plan)];
        }
        catch (IOException e)
        {
            return [CheckResult.Fail(Tls, e.Message, "name a PEM file with certificates")];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [CheckResult.Fail(
                "connection",
                $"{uri.Authority} does not answer",
                "check firewall and proxy (--proxy, HTTPS_PROXY); port 443 must be open")];
        }
    }

    /// <summary>When the service thinks it is, by its answer's header.</summary>
    private static async Task<DateTimeOffset?> AskAsync(HttpTransport transport, Uri uri, CancellationToken cancellationToken)
    {
        Request request = transport.Pipeline.CreateRequest();
        request.Method = RequestMethod.Head;
        request.Uri.Reset(new Uri($"{uri.AbsoluteUri}?restype=directory"));
        using var message = new HttpMessage(request, new ResponseClassifier()) { BufferResponse = true };
        await transport.Pipeline.ProcessAsync(message).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        return message.Response.Headers.Date;
    }

    /// <summary>The proxy on the way to the share, without its password; null when there is none.</summary>
    private static string? Proxy(MountPlan plan)
    {
        if (plan.Address.ShareUri.IsLoopback || plan.Address.ShareUri.Host.EndsWith(".localhost", StringComparison.Ordinal))
            return null;
        return (plan.Options.Proxy ?? HttpClient.DefaultProxy.GetProxy(plan.Address.ShareUri))?.Authority;
    }

    private static CheckResult Explain(HttpRequestException? failure, string message, MountPlan plan) => failure?.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError => CheckResult.Fail(
            Tls, $"the certificate of {plan.Address.ShareUri.Authority} is not trusted: {failure.InnerException?.Message ?? message}",
            "give its authority's PEM file with --ca-bundle, or leave the inspecting proxy out"),
        HttpRequestError.ProxyTunnelError => CheckResult.Fail(
            "proxy", message, "check --proxy and HTTPS_PROXY; if it wants a password, set HTTPS_PROXY=http://user:password@host:port"),
        _ when Proxy(plan) is { } proxy => CheckResult.Fail(
            "proxy", $"{proxy} cannot be reached, or lets nothing through: {message}", "check --proxy, HTTPS_PROXY and NO_PROXY"),
        _ => CheckResult.Fail(
            "connection", $"{plan.Address.ShareUri.Authority} cannot be reached: {message}",
            "check network, firewall and proxy; port 443 must be open"),
    };

    private static CheckResult Clock(DateTimeOffset? service, TimeProvider time)
    {
        if (service is null)
            return CheckResult.Warn("clock", "the service does not tell its time", "make sure that this machine's clock is right");
        TimeSpan skew = (service.Value - time.GetUtcNow()).Duration();
        return skew <= TolerableSkew
            ? CheckResult.Ok("clock", "agrees with the service's")
            : CheckResult.Fail("clock", $"is {(int)skew.TotalMinutes} minutes away from the service's", "set this machine's clock right");
    }
}
