namespace AzFilesMount.Mounting.Options;

/// <summary>The help headings, in the order of the help.</summary>
public enum OptionHeading
{
    Share,
    Identity,
    Mount,
    Caching,
    Network,
    Diagnostics,
}
