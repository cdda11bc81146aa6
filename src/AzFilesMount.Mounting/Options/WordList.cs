namespace AzFilesMount.Mounting.Options;

/// <summary>What a list of -o words came to.</summary>
/// <param name="Inputs">The settings in it.</param>
/// <param name="Failures">Words nobody knows.</param>
/// <param name="Notices">Words that were understood but change nothing here, worth one line each.</param>
public sealed record WordList(IReadOnlyList<OptionInput> Inputs, IReadOnlyList<MountFailure> Failures, IReadOnlyList<string> Notices);
