namespace AzFilesMount.Fuse.Protocol;

/// <summary>The kernel's names of the operations, for logs and counters.</summary>
internal static class OpcodeNames
{
    private static readonly string[] Names = Build();

    public static string Name(this Opcode opcode) => (uint)opcode < Names.Length ? Names[(int)opcode] : Names[0];

    private static string[] Build()
    {
        var names = new string[64];
        Array.Fill(names, "unknown");
        foreach (var opcode in Enum.GetValues<Opcode>())
        {
            if (opcode != Opcode.None)
                names[(int)opcode] = opcode.ToString().ToLowerInvariant();
        }

        return names;
    }
}
