namespace AzFilesMount.Mounting.Doctor;

/// <summary>How one check of `doctor` came out.</summary>
public enum CheckOutcome
{
    Ok,
    /// <summary>Works, but not for everything.</summary>
    Warn,
    Fail,
}
