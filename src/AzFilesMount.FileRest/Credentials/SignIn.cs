using Azure.Core;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>A credential and a way to say whose it is.</summary>
public sealed class SignIn
{
    private readonly Func<string> _describe;

    public SignIn(TokenCredential credential, Func<string> describe)
    {
        Credential = credential;
        _describe = describe;
    }

    /// <summary>Keeps its token fresh by itself; safe for many requests at once.</summary>
    public TokenCredential Credential { get; }

    /// <summary>Who signs in, without secrets. With <see cref="AuthMode.Auto"/> it is exact after the first token.</summary>
    public string Description => _describe();
}
