namespace AzFilesMount.Mounting.Options;

/// <summary>Chooses among all given settings (flag before -o before environment before default) and reads the chosen ones.</summary>
public static class OptionResolver
{
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
        var values = new List<OptionValue>();
        var failures = new List<MountFailure>();
        foreach (OptionDefinition definition in OptionCatalog.All)
        {
            OptionInput? input = chosen.GetValueOrDefault(definition.Name);
            values.Add(new OptionValue(definition.Name, input?.Text ?? definition.DefaultText, input?.Origin ?? OptionOrigin.Default));
            if (input is not null)
                options = Apply(definition, input, options, failures);
        }

        return new OptionResolution(options, values, failures);
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
