namespace AzFilesMount.FileRest.Credentials;

/// <summary>The identity's options do not suffice. The message is for the user and names what to give.</summary>
public sealed class CredentialConfigurationException : Exception
{
    public CredentialConfigurationException(string message)
        : base(message)
    {
    }
}
