using AzFilesMount.FileRest.Credentials;
using AzFilesMount.FileRest.Http;
using AzFilesMount.FileRest.Store;
using AzFilesMount.Mounting.Options;
using Azure.Identity;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Mounting.Session;

/// <summary>A store with the transport and the identity it stands on, disposed together.</summary>
internal sealed class ShareConnection : IAsyncDisposable
{
    private readonly HttpTransport _transport;

    private ShareConnection(HttpTransport transport, SignIn signIn, FileRestShareStore store)
    {
        _transport = transport;
        SignIn = signIn;
        Store = store;
    }

    internal SignIn SignIn { get; }

    internal FileRestShareStore Store { get; }

    /// <summary>Composes; nothing is sent yet.</summary>
    /// <exception cref="MountException">The identity's settings do not suffice, or a file they name cannot be used.</exception>
    internal static ShareConnection Open(MountPlan plan, ILoggerFactory loggers, TimeProvider time)
    {
        HttpTransport transport = OpenTransport(plan.Options);
        try
        {
            SignIn signIn = CreateSignIn(plan.Options, transport, loggers, time);
            var options = new FileRestStoreOptions
            {
                ShareUri = plan.Address.ShareUri,
                Directory = plan.Address.Directory,
                Credential = signIn.Credential,
                RetryCount = plan.Options.Retries,
                NetworkTimeout = plan.Options.Timeout,
            };
            var store = new FileRestShareStore(options, transport, loggers.CreateLogger<FileRestShareStore>(), time);
            return new ShareConnection(transport, signIn, store);
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync().ConfigureAwait(false);
        _transport.Dispose();
    }

    private static HttpTransport OpenTransport(MountOptions options)
    {
        try
        {
            return HttpTransport.Create(new HttpTransportOptions
            {
                CaBundle = options.CaBundle,
                Proxy = options.Proxy,
                MaxConnections = Math.Max(2, options.Concurrency * 2),
            });
        }
        catch (IOException e)
        {
            throw new MountException(ExitCode.Usage, $"--ca-bundle: {e.Message.TrimEnd('.')}", "name a PEM file with certificates", e);
        }
    }

    private static SignIn CreateSignIn(MountOptions options, HttpTransport transport, ILoggerFactory loggers, TimeProvider time)
    {
        try
        {
            return new CredentialFactory(transport, loggers.CreateLogger<CredentialFactory>(), time) { Patience = options.Timeout }
                .Create(IdentitySettings.From(options));
        }
        catch (Exception e) when (e is CredentialConfigurationException or CredentialUnavailableException)
        {
            throw new MountException(ExitCode.NotSignedIn, e.Message.TrimEnd('.'), "see --auth in `azfilesmount mount --help`", e);
        }
    }
}
