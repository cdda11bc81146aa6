namespace AzFilesMount.FileRest.Credentials;

/// <summary>Whether the identity works or somebody has to sign in again. Thread-safe.</summary>
internal sealed class SignInState
{
    private string? _needs;
    private bool _worked;

    /// <summary>Why somebody has to sign in and what to type; null while the identity works.</summary>
    public string? Needs => Volatile.Read(ref _needs);

    /// <summary>Whether there ever was a token. Before, a failure is a wrong setting and not worth waiting.</summary>
    public bool Worked => Volatile.Read(ref _worked);

    public void Succeed()
    {
        Volatile.Write(ref _worked, true);
        Volatile.Write(ref _needs, null);
    }

    public void Refuse(string needs) => Volatile.Write(ref _needs, needs);
}
