namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>How long the harness waits for the processes it starts.</summary>
public static class Limits
{
    public static TimeSpan Start => TimeSpan.FromSeconds(30) * Settings.TimeFactor;

    public static TimeSpan Stop => TimeSpan.FromSeconds(45) * Settings.TimeFactor;

    public static TimeSpan Command => TimeSpan.FromSeconds(60) * Settings.TimeFactor;

    public static TimeSpan Poll => TimeSpan.FromMilliseconds(20);
}
