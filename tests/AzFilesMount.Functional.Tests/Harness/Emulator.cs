using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>A running emulator process with its data, ready file and request log. One user at a time.</summary>
public sealed class Emulator : IDisposable
{
    private readonly TestArea _area;
    private readonly string _name;
    private readonly TestUser _user;
    private EmulatorOptions _options;
    private ChildProcess _process;

    private Emulator(TestArea area, EmulatorOptions options, string name)
    {
        _area = area;
        _options = options;
        _name = name;
        _user = area.AddUser(name);
        DataDirectory = area.NewDirectory(name + ".data");
        Log = new RequestLog(RequestLogFile);
        (_process, Ready) = Launch();
        WriteTokens();
    }

    public string DataDirectory { get; }

    public string RequestLogFile => _area.FilePath(_name + ".requests");

    public string ReadyFileName => _area.FilePath(_name + ".ready");

    public string ContributorTokenFile => _area.FilePath(_name + ".contributor");

    public string ReaderTokenFile => _area.FilePath(_name + ".reader");

    public ReadyFile Ready { get; private set; }

    public RequestLog Log { get; }

    public string ShareUrl => ShareUrlOf(_options.Share);

    public string Output => _process.Output + _process.Error;

    public int ProcessId => _process.Id;

    public static Emulator Start(TestArea area, EmulatorOptions options, string name = "e0") => new(area, options, name);

    public string ShareUrlOf(string share) => $"{Ready.Endpoint.TrimEnd('/')}/{share}";

    /// <summary>Flags that sign in by client secret at the emulator's authority; the secret itself is <see cref="Secret"/>.</summary>
    public IReadOnlyList<string> ServicePrincipal() =>
    [
        "--auth=service-principal", $"--tenant-id={Ready.TenantId}", $"--client-id={Ready.ClientId}", $"--authority-host={Ready.Authority}",
    ];

    /// <summary>The environment variable that carries the client secret.</summary>
    public (string Name, string Value) Secret() => ("AZFILESMOUNT_CLIENT_SECRET", Ready.ClientSecret);

    public void Kill() => _process.Kill();

    /// <summary>Starts again on the same address and data after <see cref="Kill"/>.</summary>
    public void Restart()
    {
        _process.Dispose();
        _options = _options with { Listen = $"127.0.0.1:{Ready.EndpointUri.Port}" };
        (_process, Ready) = Launch();
        WriteTokens();
    }

    public void Dispose()
    {
        _process.Send(Signal.Terminate);
        _process.WaitForExit(TimeSpan.FromSeconds(5));
        _process.Dispose();
    }

    private (ChildProcess Process, ReadyFile Ready) Launch()
    {
        File.Delete(ReadyFileName);
        string[] arguments =
        [
            "emulator", "start", "--share", _options.Share, "--listen", _options.Listen, "--ready-file", ReadyFileName,
            "--request-log", RequestLogFile, .. _options.Persistent ? (string[])["--data", DataDirectory] : [], .. _options.Extra,
        ];
        ChildProcess process = Product.Start((_options.User ?? _user).Environment, arguments);
        ReadyFile? ready = null;
        bool started = Eventually.IsTrue(() => (ready = ReadyFile.TryRead(ReadyFileName)) is not null || process.HasExited, Limits.Start);
        if (!started || ready is null)
        {
            process.Kill();
            process.WaitForExit(TimeSpan.FromSeconds(1));
            Assert.Fail($"The emulator did not get ready.\n{process.CommandLine}\nstdout: {process.Output}\nstderr: {process.Error}");
        }

        return (process, ready);
    }

    private void WriteTokens()
    {
        // Replaced whole: a mount may read the file at any moment.
        Replace(ContributorTokenFile, Ready.Tokens.Contributor);
        Replace(ReaderTokenFile, Ready.Tokens.Reader);
    }

    private static void Replace(string path, string content)
    {
        File.WriteAllText(path + ".new", content);
        File.Move(path + ".new", path, overwrite: true);
    }
}
