namespace AzFilesMount.Functional.Tests.Native;

/// <summary>The signals the tests send.</summary>
public enum Signal
{
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
}
