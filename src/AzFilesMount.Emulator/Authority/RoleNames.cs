namespace AzFilesMount.Emulator.Authority;

/// <summary>Roles as tokens name them.</summary>
internal static class RoleNames
{
    public const string Claim = "roles";

    private const string Reader = "Storage File Data Privileged Reader";
    private const string Contributor = "Storage File Data Privileged Contributor";

    public static string[] Of(EmulatorRole role) => role switch
    {
        EmulatorRole.Contributor => [Contributor],
        EmulatorRole.Reader => [Reader],
        _ => [],
    };

    public static EmulatorRole Parse(IEnumerable<string> names)
    {
        var role = EmulatorRole.None;
        foreach (var name in names)
        {
            if (name == Contributor)
                return EmulatorRole.Contributor;
            if (name == Reader)
                role = EmulatorRole.Reader;
        }

        return role;
    }
}
