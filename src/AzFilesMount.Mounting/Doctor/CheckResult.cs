namespace AzFilesMount.Mounting.Doctor;

/// <summary>One line of `doctor`.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Fix">What to do; null when nothing is to be done.</param>
public sealed record CheckResult(string Name, CheckOutcome Outcome, string Detail, string? Fix = null)
{
    public static CheckResult Ok(string name, string detail) => new(name, CheckOutcome.Ok, detail);

    public static CheckResult Warn(string name, string detail, string fix) => new(name, CheckOutcome.Warn, detail, fix);

    public static CheckResult Fail(string name, string detail, string fix) => new(name, CheckOutcome.Fail, detail, fix);
}
