namespace AzFilesMount.Emulator.Tree;

/// <summary>What <see cref="AccountLoader"/> found.</summary>
internal sealed record LoadedAccount(IReadOnlyList<ShareTree> Trees, IReadOnlyDictionary<string, string> Permissions, long LastContentId);
