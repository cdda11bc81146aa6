using System.Buffers;
using System.Text.Json;

namespace AzFilesMount.Emulator.Hosting;

/// <summary>Appends one JSON line a request. A line is written by one call before its answer ends. Thread-safe.</summary>
internal sealed class RequestLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _line = new(512);

    public RequestLog(string path) => _file = PrivateFile.Open(path, FileMode.Append, FileShare.ReadWrite | FileShare.Delete);

    public void Write(in RequestLogEntry entry)
    {
        lock (_gate)
        {
            _line.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(_line))
                Write(json, entry);
            _line.Write("\n"u8);
            _file.Write(_line.WrittenSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _file.Dispose();
    }

    private static void Write(Utf8JsonWriter json, in RequestLogEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("time", entry.Time);
        json.WriteString("operation", entry.Operation);
        json.WriteString("method", entry.Method);
        json.WriteString("path", entry.Path);
        json.WriteString("range", entry.Range);
        json.WriteNumber("status", entry.Status);
        json.WriteNumber("requestBytes", entry.RequestBytes);
        json.WriteNumber("responseBytes", entry.ResponseBytes);
        json.WriteString("clientRequestId", entry.ClientRequestId);
        json.WriteString("etag", entry.ETag);
        json.WriteNumber("milliseconds", Math.Round(entry.Elapsed.TotalMilliseconds, 3));
        json.WriteEndObject();
    }
}
