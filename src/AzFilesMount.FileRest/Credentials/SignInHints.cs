namespace AzFilesMount.FileRest.Credentials;

/// <summary>What a user can do about each reason for which the sign-in service refuses, by its own codes.</summary>
internal static class SignInHints
{
    private const string SignInAgain = "Sign in again (az login).";

    private static readonly (string[] Codes, string Hint)[] Table =
    [
        (["AADSTS90002", "AADSTS900021", "AADSTS900023"], "There is no such tenant: check --tenant-id, and --cloud."),
        (["AADSTS700016"], "The tenant does not know the application: check --client-id and --tenant-id."),
        (["AADSTS7000215"], "The secret is wrong: give the secret's value, not its id."),
        (["AADSTS7000222"], "The secret has expired: make a new one with `az ad app credential reset`."),
        (["AADSTS700024"], "This machine's clock disagrees with the sign-in service's, or the platform's token is too old: set it right."),
        (["AADSTS700027"], "The application does not know this certificate: register it with `az ad app credential reset --cert`."),
        (["AADSTS70021", "AADSTS700213"],
            "The application does not trust this workload: add a federated credential with its issuer and subject."),
        (["AADSTS500011", "AADSTS900382"], "The token would be for another cloud or audience: check --cloud."),
        (["AADSTS700082", "AADSTS70043", "AADSTS50173", "AADSTS700084", "AADSTS70008"], SignInAgain),
        (["AADSTS50076", "AADSTS50079", "AADSTS50158", "AADSTS65001"], $"A person is needed for this sign-in. {SignInAgain}"),
        (["AADSTS53003", "AADSTS53000", "AADSTS530003"], "A conditional access policy forbids it: ask the tenant's administrator."),
    ];

    /// <summary>Null when the reason is none of those that have a remedy of their own.</summary>
    public static string? For(string reason)
    {
        foreach ((string[] codes, string hint) in Table)
        {
            if (Array.Exists(codes, code => Names(reason, code)))
                return hint;
        }

        return null;
    }

    // One code may begin with another.
    private static bool Names(string reason, string code)
    {
        int at = reason.IndexOf(code, StringComparison.Ordinal);
        int end = at + code.Length;
        return at >= 0 && (end == reason.Length || !char.IsAsciiDigit(reason[end]));
    }
}
