using Azure.Core;

namespace AzFilesMount.FileRest.Tests.Doubles;

/// <summary>Always the same token, or always the same failure.</summary>
internal sealed class StaticCredential : TokenCredential
{
    public const string Secret = "secret-token-that-must-not-be-logged";

    private readonly Func<AccessToken> _token;

    public StaticCredential(Func<AccessToken>? token = null) =>
        _token = token ?? (() => new AccessToken(Secret, DateTimeOffset.UtcNow.AddHours(1)));

    public int Count { get; private set; }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Count++;
        return _token();
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
