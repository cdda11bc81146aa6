using System.Net;
using System.Text.Json;
using AzFilesMount.Emulator.Tests.Support;

namespace AzFilesMount.Emulator.Tests;

/// <summary>Starting: the ready file, the request log, addresses and what cannot be started.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task ReadyFile_HoldsWhatAClientNeeds()
    {
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions { Shares = ["one", "two"], ReadyFile = _directory.File("ready.json") });
        var ready = JsonDocument.Parse(await File.ReadAllTextAsync(_directory.File("ready.json"))).RootElement;
        Assert.Equal(
            "endpoint account shares caCertificate authority tenantId clientId clientSecret clientCertificate federatedTokenFile identityEndpoint identityHeader tokens pid",
            string.Join(' ', ready.EnumerateObject().Select(p => p.Name)));
        Assert.Equal($"https://127.0.0.1:{emulator.Server.Endpoint.Port}/azfilesdemo", ready.GetProperty("endpoint").GetString());
        Assert.Equal(["one", "two"], ready.GetProperty("shares").EnumerateArray().Select(s => s.GetString()));
        Assert.Equal(["contributor", "reader"], ready.GetProperty("tokens").EnumerateObject().Select(p => p.Name));
        Assert.Equal(Environment.ProcessId, ready.GetProperty("pid").GetInt32());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_directory.File("ready.json")));
    }

    [Fact]
    public async Task RequestLog_HasALineForEveryAnswer()
    {
        var path = _directory.File("requests.jsonl");
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions { Shares = ["share"], RequestLog = path });
        await emulator.Client.CreateFileAsync("/share/f%20g", 200_000);
        Assert.Equal("CreateFile", (await LastAsync(path)).GetProperty("operation").GetString());
        await emulator.Client.PutRangeAsync("/share/f%20g", 10, [1, 2, 3], ("x-ms-client-request-id", "my-id"));
        var put = await LastAsync(path);
        Assert.Equal(("PutRange", "PUT", "/share/f g", "bytes=10-12"), (Text(put, "operation"), Text(put, "method"), Text(put, "path"), Text(put, "range")));
        Assert.Equal((201, 3L, 0L, "my-id"), (put.GetProperty("status").GetInt32(), put.GetProperty("requestBytes").GetInt64(), put.GetProperty("responseBytes").GetInt64(), Text(put, "clientRequestId")));
        var read = await emulator.Client.GetAsync("/share/f%20g");
        var get = await LastAsync(path);
        Assert.Equal(("GetFile", 200_000L, read.Header("ETag")), (Text(get, "operation"), get.GetProperty("responseBytes").GetInt64(), Text(get, "etag")));
        await emulator.ClientWith(null).GetAsync("/share/missing");
        Assert.Equal(401, (await LastAsync(path)).GetProperty("status").GetInt32());
        await emulator.Client.GetAsync("/share?restype=directory&comp=list");
        Assert.Equal("ListDirectoriesAndFiles", Text(await LastAsync(path), "operation"));
        var lines = await File.ReadAllTextAsync(path);
        Assert.Equal(5, lines.Count('\n'));
        Assert.DoesNotContain(emulator.Server.Ready.Tokens.Contributor[..20], lines, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task Addresses_OfBothStylesAndVersions_ReachTheSameShare()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.Client.CreateFileAsync("/share/f", 3);
        var port = emulator.Server.Endpoint.Port;
        using var handler = emulator.CreateHandler();
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
            return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
        };
        using var http = new HttpClient(handler);
        foreach (var endpoint in new[] { $"https://azfilesdemo.file.localhost:{port}", $"https://localhost:{port}/azfilesdemo" })
        {
            var client = new RestClient(http, endpoint, emulator.Server.Ready.Tokens.Reader);
            foreach (var version in new[] { HttpVersion.Version11, HttpVersion.Version20 })
                Assert.Equal("3", (await client.SendAsync("HEAD", "/share/f", null, null, version)).Header("Content-Length"));
            var list = await client.GetAsync("/share?restype=directory&comp=list");
            Assert.Equal($"{endpoint}/", list.Xml.Attribute("ServiceEndpoint")!.Value);
        }

        var foreign = new RestClient(http, $"https://127.0.0.1:{port}/otheraccount", emulator.Server.Ready.Tokens.Reader);
        Assert.Equal("InvalidUri", (await foreign.GetAsync("/share/f")).Code);
    }

    [Fact]
    public async Task Latency_IsAddedToEveryRequest()
    {
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions { Shares = ["share"], Latency = TimeSpan.FromMilliseconds(80) });
        await emulator.Client.GetAsync("/share?restype=directory");
        var started = TimeProvider.System.GetTimestamp();
        await emulator.Client.GetAsync("/share?restype=directory");
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(79));
    }

    [Fact]
    public async Task ConnectionRate_LimitsBothDirections()
    {
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions { Shares = ["share"], ConnectionRate = 2_000_000 });
        await emulator.Client.CreateFileAsync("/share/f", 1_200_000);
        var started = TimeProvider.System.GetTimestamp();
        Assert.Equal(201, (await emulator.Client.PutRangeAsync("/share/f", 0, new byte[1_200_000])).Status);
        var written = TimeProvider.System.GetElapsedTime(started);
        Assert.Equal(1_200_000, (await emulator.Client.GetAsync("/share/f")).Body.Length);
        Assert.True(written >= TimeSpan.FromSeconds(0.4));
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= written + TimeSpan.FromSeconds(0.4));
    }

    [Fact]
    public async Task WhatCannotStart_IsRefusedInOneLine()
    {
        await using var running = await TestEmulator.StartAsync();
        var taken = new IPEndPoint(IPAddress.Loopback, running.Server.Endpoint.Port);
        await File.WriteAllTextAsync(_directory.File("plain"), "");
        (EmulatorOptions Options, string Named)[] cases =
        [
            (new EmulatorOptions { Listen = taken }, $"{taken}"),
            (new EmulatorOptions { Listen = new IPEndPoint(IPAddress.Any, 0) }, "0.0.0.0:0"),
            (new EmulatorOptions { DataDirectory = _directory.File("plain") }, _directory.File("plain")),
            (new EmulatorOptions { RequestLog = _directory.File("no/log") }, _directory.File("no/log")),
            (new EmulatorOptions { ReadyFile = _directory.File("no/ready") }, _directory.File("no/ready")),
            (new EmulatorOptions { Shares = ["Not_A_Share"] }, "Not_A_Share"),
            (new EmulatorOptions { Account = "Not-An-Account" }, "Not-An-Account"),
        ];
        foreach (var (options, named) in cases)
        {
            var refused = await Assert.ThrowsAsync<EmulatorException>(() => EmulatorServer.StartAsync(options, CancellationToken.None));
            Assert.Contains(named, refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refused.Message);
        }
    }

    [Fact]
    public async Task TakenPort_IsReportedOnceAndNotLogged()
    {
        await using var running = await TestEmulator.StartAsync();
        using var loggers = new RecordingLoggers();
        var options = new EmulatorOptions { Listen = new IPEndPoint(IPAddress.Loopback, running.Server.Endpoint.Port), LoggerFactory = loggers };
        await Assert.ThrowsAsync<EmulatorException>(() => EmulatorServer.StartAsync(options, CancellationToken.None));
        Assert.Empty(loggers.Lines);
    }

    [Fact]
    public async Task StaleTemporaryDirectory_OfADeadProcess_IsRemovedAtStart()
    {
        // Process ids end below this one on every platform.
        var stale = Path.Combine(Path.GetTempPath(), $"azfilesmount-emulator-{int.MaxValue}-{Guid.NewGuid():N}");
        var alive = Path.Combine(Path.GetTempPath(), $"azfilesmount-emulator-{Environment.ProcessId}-{Guid.NewGuid():N}");
        foreach (var path in new[] { stale, alive })
        {
            Directory.CreateDirectory(path);
            await File.WriteAllTextAsync(Path.Combine(path, "lock"), "");
        }

        await using var emulator = await TestEmulator.StartAsync();
        Assert.False(Directory.Exists(stale));
        Assert.True(Directory.Exists(alive));
        Directory.Delete(alive, recursive: true);
    }

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();

    private static async Task<JsonElement> LastAsync(string path) => JsonDocument.Parse((await File.ReadAllLinesAsync(path))[^1]).RootElement;
}
