namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>How to start an emulator.</summary>
public sealed record EmulatorOptions
{
    public string Share { get; init; } = "demo";

    /// <summary>Address and port; port 0 lets the emulator choose.</summary>
    public string Listen { get; init; } = "127.0.0.1:0";

    /// <summary>Keep the share on disk, so that it outlives the process.</summary>
    public bool Persistent { get; init; } = true;

    /// <summary>Whose state directory gets the ready file that short addresses read; a user of its own if not given.</summary>
    public TestUser? User { get; init; }

    public IReadOnlyList<string> Extra { get; init; } = [];
}
