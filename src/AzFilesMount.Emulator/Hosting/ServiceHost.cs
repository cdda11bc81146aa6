using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Emulator.Hosting;

/// <summary>Kestrel, with nothing around it that the service does not need.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    private const long MaximumBody = 5 * 1024 * 1024;

    /// <summary>A path of 2048 characters takes nine bytes for each of them when it is percent-encoded.</summary>
    private const int MaximumLine = 32 * 1024;

    private readonly WebApplication _application;

    private ServiceHost(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<ServiceHost> StartAsync(
        EmulatorOptions options, X509Certificate2 certificate, RequestPipeline pipeline, CancellationToken cancellationToken)
    {
        var application = Build(options, certificate);
        application.Run(pipeline.HandleAsync);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new EmulatorException($"Cannot listen on {options.Listen}: {e.Message} Give another address with --listen; port 0 takes a free one.", e);
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new ServiceHost(application, new Uri(addresses.First()));
    }

    public async ValueTask DisposeAsync()
    {
        // Clients keep connections open; there is nothing to wait for once their requests are over.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _application.StopAsync(patience.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(EmulatorOptions options, X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, PassiveLifetime>();
        if (options.LoggerFactory is { } loggers)
            builder.Services.AddSingleton<ILoggerFactory>(new QuietLoggers(loggers));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowResponseHeaderCompression = true;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
            kestrel.Limits.MaxRequestBodySize = MaximumBody;
            kestrel.Limits.MaxRequestLineSize = MaximumLine;
            kestrel.Limits.MaxRequestHeadersTotalSize = 2 * MaximumLine;
            kestrel.Limits.Http2.MaxRequestHeaderFieldSize = MaximumLine;
            // A client that is held up, by a debugger or by the connection rate, is not an attacker here.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.Http2.InitialStreamWindowSize = 8 * 1024 * 1024;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 16 * 1024 * 1024;
            kestrel.Listen(options.Listen, listen => Configure(listen, options, certificate));
        });
        return builder.Build();
    }

    private static void Configure(ListenOptions listen, EmulatorOptions options, X509Certificate2 certificate)
    {
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        if (options.ConnectionRate > 0)
            listen.Use(next => connection => PacedConnection.RunAsync(connection, next, options));
        listen.UseHttps(certificate);
    }
}
