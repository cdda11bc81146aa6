namespace AzFilesMount.Emulator.Faulting;

/// <summary>The rules of one faults file with their random numbers. Thread-safe.</summary>
internal sealed class FaultPlan(IReadOnlyList<FaultRule> rules, int seed)
{
    public static readonly FaultPlan None = new([], 0);

    private readonly Lock _gate = new();
#pragma warning disable CA5394 // Wanted here: the same numbers for the same seed.
    private readonly Random _random = new(seed);
#pragma warning restore CA5394

    public int RuleCount => rules.Count;

    /// <summary>The effects of all rules that are for this request, or null.</summary>
    public FaultEffects? Take(string operation, string path)
    {
        FaultEffects? effects = null;
        foreach (var rule in rules)
        {
            if (rule.Take(operation, path, Next))
                effects = effects is null ? rule.Effects : effects.And(rule.Effects);
        }

        return effects;
    }

    private double Next()
    {
        lock (_gate)
        {
#pragma warning disable CA5394
            return _random.NextDouble();
#pragma warning restore CA5394
        }
    }
}
