namespace AzFilesMount.Emulator;

/// <summary>What a token may do on the data plane; the names are those of the command line and the ready file.</summary>
public enum EmulatorRole
{
    /// <summary>Signed in, but without either privileged role: every request is refused with 403.</summary>
    None,

    /// <summary>Storage File Data Privileged Reader.</summary>
    Reader,

    /// <summary>Storage File Data Privileged Contributor.</summary>
    Contributor,
}
