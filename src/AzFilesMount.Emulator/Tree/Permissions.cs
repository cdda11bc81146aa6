using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Storage;

namespace AzFilesMount.Emulator.Tree;

/// <summary>
/// Security descriptors by key. A key is two numbers: one of the descriptor, one of the account. Nothing is enforced from them: backup
/// intent bypasses permissions. Thread-safe.
/// </summary>
internal sealed partial class Permissions
{
    private const int MaximumLength = 8 * 1024;
    private const string InheritedByDirectory = "O:SYG:SYD:(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)";
    private const string InheritedByFile = "O:SYG:SYD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)";

    private readonly ConcurrentDictionary<string, string> _descriptors = new(StringComparer.Ordinal);
    private readonly IJournal _journal;
    private readonly ulong _accountNumber;

    public Permissions(string account, IJournal journal, IReadOnlyDictionary<string, string> kept)
    {
        _journal = journal;
        _accountNumber = Number(account);
        foreach (var (key, descriptor) in kept)
            _descriptors[key] = descriptor;
        DirectoryKey = Add(InheritedByDirectory);
        FileKey = Add(InheritedByFile);
    }

    /// <summary>Key of a directory that inherits.</summary>
    public string DirectoryKey { get; }

    public string FileKey { get; }

    /// <summary>The key of a descriptor; refused if it is none.</summary>
    public string Add(string descriptor)
    {
        if (descriptor.Length > MaximumLength || !Sections().IsMatch(descriptor))
            throw RequestFaults.InvalidPermission();
        var key = string.Create(CultureInfo.InvariantCulture, $"{Number(descriptor)}*{_accountNumber}");
        if (_descriptors.TryAdd(key, descriptor))
            _journal.Commit([new JournalChange.PutPermission(key, descriptor)]);
        return key;
    }

    public string? Find(string key) => _descriptors.GetValueOrDefault(key);

    private static ulong Number(string text) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex(@"^(O:[A-Z0-9-]+)?(G:[A-Z0-9-]+)?(D:[A-Z_]*(\([^()]*(\([^()]*\)[^()]*)*\))*)?(S:[A-Z_]*(\([^()]*\))*)?$", RegexOptions.None, 1000)]
    private static partial Regex Sections();
}
