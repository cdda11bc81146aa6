using Azure.Core;

namespace AzFilesMount.FileRest.Credentials;

/// <summary>One way to sign in: ready to be tried, or with the reason why it cannot be.</summary>
internal sealed record CredentialCandidate(string Description, TokenCredential? Credential, string WhyNot = "")
{
    /// <summary>What a user does when it works no longer.</summary>
    public string Remedy { get; init; } = "renew the identity's secret, certificate or role, then mount again";

    public static CredentialCandidate Impossible(string description, string why) => new(description, null, why);
}
