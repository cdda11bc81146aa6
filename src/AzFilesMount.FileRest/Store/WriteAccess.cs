namespace AzFilesMount.FileRest.Store;

/// <summary>Whether the identity's role lets it change the share.</summary>
public enum WriteAccess
{
    /// <summary>Not asked, or the answer said neither.</summary>
    Unknown,
    Allowed,
    Refused,
}
