using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using AzFilesMount.Fuse.Tests.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace AzFilesMount.Fuse.Tests.Live;

/// <summary>The test executable as a second process: a mount that can be killed, a program that maps files.</summary>
internal static class ChildProcess
{
    public const string Marker = "--child";

    public static async Task<int> MainAsync(string[] arguments) => arguments[0] switch
    {
        "mount" => await MountAsync(arguments[1], watched: false),
        "mount-watched" => await MountAsync(arguments[1], watched: true),
        "map" => Map(arguments[1]),
        _ => 2,
    };

    /// <summary>Starts this executable again.</summary>
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        start.ArgumentList.Add(Marker);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    // Mounts, says so, and stays until it is killed.
    private static async Task<int> MountAsync(string mountPoint, bool watched)
    {
        var options = new FuseMountOptions { MountPoint = mountPoint, Source = "child", AutoUnmount = watched };
        await using var host = new FuseHost(new MemoryFileSystem(), options, NullLogger<FuseHost>.Instance);
        await host.StartAsync(CancellationToken.None);
        Console.WriteLine("mounted");
        await host.Completion.WaitAsync(TimeSpan.FromSeconds(60));
        return 0;
    }

    // Turns every byte of a file into its complement, in place.
    private static int Map(string path)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open);
        var length = new FileInfo(path).Length;
        using var view = file.CreateViewAccessor(0, length);
        for (var position = 0L; position < length; position++)
            view.Write(position, (byte)~view.ReadByte(position));
        view.Flush();
        return 0;
    }
}
