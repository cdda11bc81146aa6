namespace AzFilesMount.Mounting.Options;

/// <summary>Chooses among all given settings (flag before -o before environment before default) and reads the chosen ones.</summary>
public static class OptionResolver
{
    /// <summary>A default that follows another setting: a small memory gets a shorter read-ahead.</summary>
    private const string ReadAhead = "read-ahead";

    /// <summary>The other one: a person needs longer to sign in than a machine.</summary>
    private const string Wait = "wait";
    private static readonly TimeSpan WaitForPerson = TimeSpan.FromMinutes(10);

    /// <summary>The settings of the environment; an empty variable counts as absent.</summary>
    public static IEnumerable<OptionInput> FromEnvironment(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        foreach (OptionDefinition definition in OptionCatalog.All)
        {
            if (environment(definition.EnvironmentVariable) is { Length: > 0 } text)
                yield return new OptionInput(definition.Name, text, OptionOrigin.Environment, definition.EnvironmentVariable);
        }
    }

    /// <summary>Of equally strong settings of one option the later wins.</summary>
    public static OptionResolution Resolve(IEnumerable<OptionInput> inputs)
    {
        var chosen = new Dictionary<string, OptionInput>(StringComparer.Ordinal);
        foreach (OptionInput input in inputs)
        {
            if (!chosen.TryGetValue(input.Name, out OptionInput? present) || input.Origin >= present.Origin)
                chosen[input.Name] = input;
        }

        var options = new MountOptions();
        var failures = new List<MountFailure>();
        foreach (OptionDefinition definition in OptionCatalog.All)
        {
            if (chosen.GetValueOrDefault(definition.Name) is { } input)
                options = Apply(definition, input, options, failures);
        }

        if (!chosen.ContainsKey(ReadAhead) && options.ReadAhead > options.Memory / 2)
            options = options with { ReadAhead = options.Memory / 2 };
        if (!chosen.ContainsKey(Wait) && (options.Auth is "browser" or "device-code"))
            options = options with { Wait = WaitForPerson };
        return new OptionResolution(options, [.. OptionCatalog.All.Select(definition => Show(definition, chosen, options))], failures);
    }

    private static OptionValue Show(OptionDefinition definition, Dictionary<string, OptionInput> chosen, MountOptions options)
    {
        if (chosen.GetValueOrDefault(definition.Name) is { } input)
            return new OptionValue(definition.Name, input.Text, input.Origin);
        string text = definition.Name switch
        {
            ReadAhead => SizeText.Format(options.ReadAhead),
            Wait => DurationText.Format(options.Wait),
            _ => definition.DefaultText,
        };
        return new OptionValue(definition.Name, text, OptionOrigin.Default);
    }

    private static MountOptions Apply(OptionDefinition definition, OptionInput input, MountOptions options, List<MountFailure> failures)
    {
        OptionOutcome outcome = definition.Apply(options, input.Text);
        if (outcome.Options is { } next)
            return next;
        failures.Add(new MountFailure(ExitCode.Usage, $"{input.Spelling}: '{input.Text}' {outcome.Problem}", outcome.Fix));
        return options;
    }
}
