namespace AzFilesMount.Mounting.Options;

/// <summary>The settings of one mount with the origin of each, or everything that is wrong with them.</summary>
/// <param name="Options">In range wherever <paramref name="Failures"/> is empty.</param>
/// <param name="Values">Every option, in the order of the help.</param>
/// <param name="Failures">One for each wrong setting.</param>
public sealed record OptionResolution(
    MountOptions Options, IReadOnlyList<OptionValue> Values, IReadOnlyList<MountFailure> Failures);
