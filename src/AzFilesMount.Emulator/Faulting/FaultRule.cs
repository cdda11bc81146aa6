using System.Text.RegularExpressions;

namespace AzFilesMount.Emulator.Faulting;

/// <summary>
/// What goes wrong, with which requests. All conditions must hold; all effects take place. How often a rule was used is counted here, so
/// a reloaded file counts anew. Thread-safe.
/// </summary>
internal sealed class FaultRule
{
    private int _used;

    /// <summary>Names of operations as in the request log; empty for all.</summary>
    public IReadOnlySet<string> Operations { get; init; } = new HashSet<string>();

    /// <summary>Matches the decoded path with the share; null for all.</summary>
    public Regex? Path { get; init; }

    /// <summary>How many requests the rule is for, or null for all.</summary>
    public int? Count { get; init; }

    public double Chance { get; init; } = 1;

    public FaultEffects Effects { get; init; } = new();

    /// <summary>Whether the rule is for this request; if so, one of its uses is spent.</summary>
    public bool Take(string operation, string path, Func<double> random)
    {
        if (Operations.Count > 0 && !Operations.Contains(operation))
            return false;
        if (Path is not null && !Path.IsMatch(path))
            return false;
        if (Count is { } count && Volatile.Read(ref _used) >= count)
            return false;
        if (Chance < 1 && random() >= Chance)
            return false;
        return Count is null || Interlocked.Increment(ref _used) <= Count;
    }
}
