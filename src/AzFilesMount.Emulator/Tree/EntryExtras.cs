namespace AzFilesMount.Emulator.Tree;

/// <summary>What few entries have, as it is kept in the database. The names of the properties are stored.</summary>
internal sealed record EntryExtras(CopyRecord? Copy = null)
{
    public static readonly EntryExtras None = new();

    public static EntryExtras Of(EntryState state) => new(state.Copy);
}
