using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace AzFilesMount.Cli.Logging;

/// <summary>One log record as one line.</summary>
internal sealed class LogFormatter(bool json, TimeProvider time)
{
    internal string Format(LogLevel level, string category, EventId id, string message, Exception? exception) => json
        ? Json(level, category, id, message, exception)
        : Text(level, category, id, message, exception);

    private static string ShortName(string category) => category[(category.LastIndexOf('.') + 1)..];

    private string Text(LogLevel level, string category, EventId id, string message, Exception? exception)
    {
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {level,-11} {ShortName(category)}[{id.Id}] {message}");
        return exception is null ? line : line + Environment.NewLine + exception;
    }

    private string Json(LogLevel level, string category, EventId id, string message, Exception? exception)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("time", time.GetUtcNow());
            writer.WriteString("level", level.ToString());
            writer.WriteString("category", category);
            writer.WriteNumber("event", id.Id);
            writer.WriteString("message", message);
            if (exception is not null)
                writer.WriteString("exception", exception.ToString());
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
