namespace AzFilesMount.Emulator.Faulting;

/// <summary>Faults that cannot be read; the message names the field, what it holds and what it may hold.</summary>
internal sealed class FaultsException(string message, Exception? inner = null) : Exception(message, inner);
