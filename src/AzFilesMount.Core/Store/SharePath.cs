namespace AzFilesMount.Core.Store;

/// <summary>
/// A normalised path inside a share, as the service spells it: components joined by '/', no leading or trailing separator, the
/// root is empty. Compared as the service compares: without regard to case.
/// </summary>
public readonly struct SharePath : IEquatable<SharePath>
{
    private readonly string? _value;

    public SharePath(string value) => _value = value.Trim('/');

    public static SharePath Root => default;

    public string Value => _value ?? "";

    public bool IsRoot => Value.Length == 0;

    public string Name => Value[(Value.LastIndexOf('/') + 1)..];

    public SharePath Parent => new(Value.LastIndexOf('/') is var cut && cut > 0 ? Value[..cut] : "");

    public SharePath Append(string name) => new(IsRoot ? name : $"{Value}/{name}");

    public bool Equals(SharePath other) => string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is SharePath other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Value);

    public override string ToString() => $"/{Value}";

    public static bool operator ==(SharePath left, SharePath right) => left.Equals(right);

    public static bool operator !=(SharePath left, SharePath right) => !left.Equals(right);
}
