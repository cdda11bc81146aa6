using System.Text.Json;

namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>Reads the emulator's request log from a remembered position on. Not thread-safe.</summary>
public sealed class RequestLog(string path)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(300);
    private long _position;

    /// <summary>Forgets everything logged so far.</summary>
    public void Mark()
    {
        Thread.Sleep(Settle);
        _position = File.Exists(path) ? new FileInfo(path).Length : 0;
    }

    /// <summary>All requests since the mark, after letting the log settle.</summary>
    public IReadOnlyList<Request> Since()
    {
        Thread.Sleep(Settle);
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = _position;
        using StreamReader reader = new(stream);
        List<Request> requests = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.EndsWith('}'))
                requests.Add(JsonSerializer.Deserialize<Request>(line, Format)!);
        }

        return requests;
    }

    /// <summary>The requests as lines, for failure messages.</summary>
    public static string Describe(IEnumerable<Request> requests) => string.Join('\n', requests.TakeLast(40));
}
