using Azure.Core;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>A credential and a way to say whose it is.</summary>
public sealed class SignIn
{
    private readonly Func<string> _describe;
    private readonly Func<string?> _needs;

    internal SignIn(TokenCredential credential, Func<string> describe, Func<string?> needs)
    {
        Credential = credential;
        _describe = describe;
        _needs = needs;
    }

    /// <summary>Keeps its token fresh by itself; safe for many requests at once.</summary>
    public TokenCredential Credential { get; }

    /// <summary>Who signs in, without secrets. With <see cref="AuthMode.Auto"/> it is exact after the first token.</summary>
    public string Description => _describe();

    /// <summary>Why somebody has to sign in again and what to type; null while the identity works.</summary>
    public string? NeedsSignIn => _needs();
}
