using AzFilesMount.FileRest.Credentials;
using AzFilesMount.FileRest.Store;
using AzFilesMount.Mounting.Control;
using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Mounting.Session;

/// <summary>Reads what was asked into a plan, or says all that is wrong with it at once. Asks nobody on the network.</summary>
public sealed class MountPlanner(StateDirectories directories, Func<string, string?> environment)
{
    /// <exception cref="MountException">Something is wrong; holds one failure for each wrong thing.</exception>
    public MountPlan Plan(MountAsk ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        EmulatorRecord? emulator = ask.Address.StartsWith(EmulatorRecord.Scheme, StringComparison.Ordinal)
            ? EmulatorRecord.Load(directories)
            : null;
        WordList words = OptionWords.Parse(ask.WordLists);
        OptionResolution resolution = OptionResolver.Resolve(
            [.. EmulatorInputs(emulator), .. OptionResolver.FromEnvironment(environment), .. words.Inputs, .. ask.Flags]);
        List<MountFailure> failures = [.. words.Failures, .. resolution.Failures];
        // Options that could not be read would only be reported a second time as missing.
        if (resolution.Failures.Count == 0)
            failures.AddRange(MountOptionsValidator.Validate(resolution.Options, environment));
        ShareAddress? address = ReadAddress(ask.Address, emulator, resolution.Options, failures);
        if (failures.Count > 0 || address is null)
            throw new MountException(failures);
        return new MountPlan
        {
            Address = address,
            MountPoint = ask.MountPoint is null ? "" : Path.TrimEndingDirectorySeparator(Path.GetFullPath(ask.MountPoint)),
            Options = resolution.Options,
            Values = resolution.Values,
            Notices = words.Notices,
        };
    }

    private static ShareAddress? ReadAddress(string text, EmulatorRecord? emulator, MountOptions options, List<MountFailure> failures)
    {
        string full = emulator is null ? text : $"{emulator.Endpoint.TrimEnd('/')}/{text[EmulatorRecord.Scheme.Length..]}";
        string suffix = options.EndpointSuffix ?? AzureCloud.Find(options.Cloud)?.EndpointSuffix ?? ShareAddress.DefaultEndpointSuffix;
        if (!ShareAddress.TryParse(full, out ShareAddress? address, out string? error, suffix))
        {
            failures.Insert(0, AddressFailure(error));
            return null;
        }

        string directory = string.Join('/', new[] { address.Directory, options.Directory }.Where(part => !string.IsNullOrEmpty(part)));
        return address with { Directory = directory };
    }

    /// <summary>The parser says problem and remedy in one line, parted by a semicolon.</summary>
    private static MountFailure AddressFailure(string error)
    {
        int cut = error.IndexOf("; ", StringComparison.Ordinal);
        return cut < 0
            ? new MountFailure(ExitCode.Usage, error.TrimEnd('.'), "write https://account.file.core.windows.net/share, or account/share")
            : new MountFailure(ExitCode.Usage, error[..cut], error[(cut + 2)..].TrimEnd('.'));
    }

    private IEnumerable<OptionInput> EmulatorInputs(EmulatorRecord? emulator)
    {
        if (emulator is null)
            return [];
        (string Name, string Text)[] settings =
        [
            ("auth", "service-principal"),
            ("tenant-id", emulator.TenantId),
            ("client-id", emulator.ClientId),
            ("client-secret-file", directories.EmulatorSecretFile),
            ("authority-host", emulator.Authority),
            ("ca-bundle", emulator.CaCertificate),
        ];
        return settings.Select(setting => new OptionInput(setting.Name, setting.Text, OptionOrigin.Emulator, EmulatorRecord.Scheme));
    }
}
