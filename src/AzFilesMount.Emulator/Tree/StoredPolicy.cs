namespace AzFilesMount.Emulator.Tree;

/// <summary>One stored access policy of a share. Kept and given back; signatures are refused here, so nothing is let in by it.</summary>
internal sealed record StoredPolicy(string Id, string? Start, string? Expiry, string? Permission);
