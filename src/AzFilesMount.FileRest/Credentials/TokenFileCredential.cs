using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>
/// A token that someone else keeps fresh in a file, bare or as JSON. Read anew whenever the file has changed. Thread-safe.
/// </summary>
internal sealed class TokenFileCredential : TokenCredential
{
    // How soon a token put into the file is taken up although the old one is still valid.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private readonly string _file;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private (DateTime Written, long Length, FileToken Token)? _last;

    public TokenFileCredential(string file, TimeProvider time, ILogger logger)
    {
        _file = Path.GetFullPath(file);
        _time = time;
        _logger = logger;
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        FileToken token = Current();
        DateTimeOffset now = _time.GetUtcNow();
        if (token.ExpiresOn <= now)
        {
            throw new CredentialUnavailableException(
                $"The token in '{_file}' has expired at {token.ExpiresOn:u}; put a new one in the file, the mount takes it up by itself.");
        }

        return new AccessToken(token.Token, token.ExpiresOn, now + LookAgain);
    }

    private FileToken Current()
    {
        lock (_lock)
        {
            var state = new FileInfo(_file);
            DateTime written = state.Exists ? state.LastWriteTimeUtc : default;
            long length = state.Exists ? state.Length : -1;
            if (_last is { } last && last.Written == written && last.Length == length)
                return last.Token;
            FileToken token = FileToken.Parse(SecretFile.Read(_file, _logger), _file, _time.GetUtcNow());
            _last = (written, length, token);
            return token;
        }
    }
}
