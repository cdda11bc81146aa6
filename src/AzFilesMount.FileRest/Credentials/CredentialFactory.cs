using AzFilesMount.FileRest.Http;
using Azure.Core;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>
/// Turns what the user said about the identity into one credential whose tokens are refreshed ahead of their end. Stateless.
/// </summary>
public sealed class CredentialFactory
{
    private readonly HttpTransport _transport;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Func<string, string?> _environment;

    public CredentialFactory(HttpTransport transport, ILogger logger, TimeProvider? time = null)
        : this(transport, logger, time ?? TimeProvider.System, Environment.GetEnvironmentVariable)
    {
    }

    internal CredentialFactory(HttpTransport transport, ILogger logger, TimeProvider time, Func<string, string?> environment)
    {
        _transport = transport;
        _logger = logger;
        _time = time;
        _environment = environment;
    }

    /// <summary>Says something to the person who is to sign in; standard error by default.</summary>
    public Action<string> Prompt { get; init; } = Console.Error.WriteLine;

    /// <summary>How long a request waits for somebody to sign in again; the deadline of an operation.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <exception cref="CredentialConfigurationException">Something is missing; the message names it and how to give it.</exception>
    public SignIn Create(CredentialOptions options)
    {
        var context = new CredentialContext
        {
            Options = options,
            Transport = _transport,
            Logger = _logger,
            Time = _time,
            Environment = _environment,
            Prompt = Prompt,
        };
        CredentialCandidate chosen = Choose(context);
        if (chosen.Credential is null)
            throw new CredentialConfigurationException(chosen.WhyNot);
        if (options.Mode != AuthMode.Auto)
            LogMessages.SigningIn(_logger, chosen.Description);
        return Compose(chosen.Credential, chosen);
    }

    /// <summary>From inside out: what asks, who watches it, who keeps its tokens, who waits for a new sign-in.</summary>
    private SignIn Compose(TokenCredential credential, CredentialCandidate chosen)
    {
        var auto = credential as AutoCredential;
        var state = new SignInState();
        var observed = new ObservedCredential(credential, state, () => auto?.Remedy ?? chosen.Remedy, _logger);
        var refreshing = new RefreshingCredential(observed, _time, _logger);
        return new SignIn(
            new PatientCredential(refreshing, state, Patience, _time), () => auto?.Description ?? chosen.Description, () => state.Needs);
    }

    private static CredentialCandidate Choose(CredentialContext context) => context.Options.Mode switch
    {
        AuthMode.Auto => Auto(context),
        AuthMode.ServicePrincipal => ServicePrincipals.Create(context),
        AuthMode.Environment => ServicePrincipals.FromEnvironment(context),
        AuthMode.ManagedIdentity => ManagedIdentities.Create(context),
        AuthMode.WorkloadIdentity => WorkloadIdentities.Create(context),
        AuthMode.TokenFile => TokenFile(context),
        AuthMode.Cli => People.Cli(context),
        AuthMode.DeviceCode => People.DeviceCode(context),
        AuthMode.Browser => People.Browser(context),
        _ => throw new CredentialConfigurationException($"The identity '{context.Options.Mode}' is not supported."),
    };

    private static CredentialCandidate Auto(CredentialContext context) => new("auto", new AutoCredential(
        [
            ServicePrincipals.Create(context),
            WorkloadIdentities.Create(context),
            ManagedIdentities.Probed(context),
            People.Cli(context),
        ],
        context.Logger));

    private static CredentialCandidate TokenFile(CredentialContext context) => context.Options.TokenFile is { Length: > 0 } file
        ? new CredentialCandidate($"the token in {file}", new TokenFileCredential(file, context.Time, context.Logger))
        {
            Remedy = $"put a new token in {file}",
        }
        : CredentialCandidate.Impossible("token file", "The identity 'token-file' needs the file: --token-file FILE.");
}
