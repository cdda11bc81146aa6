namespace AzFilesMount.Emulator;

/// <summary>The emulator cannot start. The message is one line for a user: it names the value at fault and the way out.</summary>
public sealed class EmulatorException : Exception
{
    public EmulatorException()
    {
    }

    public EmulatorException(string message)
        : base(message)
    {
    }

    public EmulatorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
