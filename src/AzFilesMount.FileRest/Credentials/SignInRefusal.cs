using System.Net.Sockets;
using System.Security.Authentication;
using Azure.Identity;
using Microsoft.Identity.Client;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>Tells a refusal, which only a person can mend, from trouble that passes by itself.</summary>
internal static class SignInRefusal
{
    public static bool IsLasting(Exception exception)
    {
        if (exception is not AuthenticationFailedException)
            return false;
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is HttpRequestException or SocketException or AuthenticationException or OperationCanceledException or TimeoutException)
                return false;
            if (e is MsalServiceException { StatusCode: >= 500 or 429 or 408 })
                return false;
        }

        return true;
    }
}
