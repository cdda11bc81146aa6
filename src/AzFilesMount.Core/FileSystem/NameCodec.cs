using System.Buffers;
using System.Text;

namespace AzFilesMount.Core.FileSystem;

/// <summary>
/// Names as Linux has them and as the service can hold them. What only the service forbids becomes a code point of the private
/// use area, the ones the kernel's cifs client uses by default (mapposix), so that both mounts show the same names.
/// </summary>
public static class NameCodec
{
    /// <summary>Characters of a component at the most.</summary>
    public const int MaxNameLength = 255;

    private const int ControlBase = 0xF000;
    private const string Forbidden = "\"*:<>?|\\";
    private const string Mapped = "\uF020\uF021\uF022\uF023\uF024\uF025\uF027\uF026";
    private const char TrailingSpace = '\uF028';

    private static readonly SearchValues<char> NeedsEncoding = SearchValues.Create(Forbidden + ControlCharacters());
    private static readonly SearchValues<char> NeedsDecoding = SearchValues.Create(Mapped + TrailingSpace + MappedControls());
    private static readonly SearchValues<char> NeverFromServer = SearchValues.Create("/\\\0");

    /// <summary>The name to send, or the reason why the service cannot hold it.</summary>
    public static FsResult<string> Encode(string name)
    {
        if (name.Length == 0 || name is "." or "..")
            return FsStatus.BadName;
        if (name.Length > MaxNameLength)
            return FsStatus.NameTooLong;
        if (name.Contains('/', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal) || name.Contains('\u007f', StringComparison.Ordinal) || IsReserved(name))
            return FsStatus.BadName;
        return name.AsSpan().ContainsAny(NeedsEncoding) || name[^1] == ' ' ? EncodeCharacters(name) : name;
    }

    /// <summary>The name for the kernel; false for one that no client may trust.</summary>
    public static bool TryDecode(string name, out string decoded)
    {
        decoded = name;
        if (name.Length is 0 or > MaxNameLength || name is "." or ".." || name.AsSpan().ContainsAny(NeverFromServer))
            return false;
        if (name.AsSpan().ContainsAny(NeedsDecoding))
            decoded = DecodeCharacters(name);
        // A mapped separator or a lone surrogate would come out as a name that the kernel cannot hold or must not see.
        return decoded is not ("." or "..") && !decoded.AsSpan().ContainsAny('/', '\0') && IsWellFormed(decoded);
    }

    private static string EncodeCharacters(string name)
    {
        var text = new StringBuilder(name);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] < ' ')
                text[i] = (char)(ControlBase + text[i]);
            else if (Forbidden.IndexOf(text[i], StringComparison.Ordinal) is var at and >= 0)
                text[i] = Mapped[at];
        }
        if (text[^1] == ' ')
            text[^1] = TrailingSpace;
        return text.ToString();
    }

    private static string DecodeCharacters(string name)
    {
        var text = new StringBuilder(name);
        for (int i = 0; i < text.Length; i++)
        {
            if (Mapped.IndexOf(text[i], StringComparison.Ordinal) is var at and >= 0)
                text[i] = Forbidden[at];
            else if (text[i] is > (char)ControlBase and < (char)(ControlBase + ' '))
                text[i] = (char)(text[i] - ControlBase);
            else if (text[i] == TrailingSpace)
                text[i] = ' ';
        }
        return text.ToString();
    }

    /// <summary>The device names of DOS, which the service refuses.</summary>
    private static bool IsReserved(string name)
    {
        ReadOnlySpan<char> stem = name;
        return stem.Length switch
        {
            3 => Is(stem, "CON") || Is(stem, "PRN") || Is(stem, "AUX") || Is(stem, "NUL"),
            4 => char.IsAsciiDigit(stem[3]) && stem[3] != '0' && (Is(stem[..3], "COM") || Is(stem[..3], "LPT")),
            6 => Is(stem, "CLOCK$"),
            _ => false,
        };
    }

    private static bool Is(ReadOnlySpan<char> name, string reserved) => name.Equals(reserved, StringComparison.OrdinalIgnoreCase);

    private static bool IsWellFormed(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (!char.IsSurrogate(name[i]))
                continue;
            if (i + 1 == name.Length || !char.IsSurrogatePair(name[i], name[i + 1]))
                return false;
            i++;
        }
        return true;
    }

    private static string ControlCharacters() => string.Concat(Enumerable.Range(1, 31).Select(c => (char)c));

    private static string MappedControls() => string.Concat(Enumerable.Range(1, 31).Select(c => (char)(ControlBase + c)));
}
