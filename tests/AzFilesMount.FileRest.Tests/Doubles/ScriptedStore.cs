using AzFilesMount.FileRest.Http;
using AzFilesMount.FileRest.Store;
using Azure.Core;

namespace AzFilesMount.FileRest.Tests.Doubles;

/// <summary>A store in front of a <see cref="ScriptedHandler"/>.</summary>
internal sealed class ScriptedStore
{
    public ScriptedStore(
        Func<SentRequest, HttpResponseMessage> answer,
        string share = "https://account.file.core.windows.net/share",
        string directory = "",
        TokenCredential? credential = null,
        int retries = 0,
        TimeProvider? time = null)
    {
        Handler = new ScriptedHandler(answer);
        var options = new FileRestStoreOptions
        {
            ShareUri = new Uri(share),
            Directory = directory,
            Credential = credential ?? new StaticCredential(),
            RetryCount = retries,
            RetryDelay = TimeSpan.FromMilliseconds(1),
            MaxRetryDelay = TimeSpan.FromMilliseconds(2),
            NetworkTimeout = TimeSpan.FromSeconds(5),
        };
        Store = new FileRestShareStore(options, HttpTransport.Over(Handler), Logger, time);
    }

    public ScriptedHandler Handler { get; }

    public ListLogger Logger { get; } = new();

    public FileRestShareStore Store { get; }

    public SentRequest Only => Assert.Single(Handler.Requests);
}
