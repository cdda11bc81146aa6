using AzFilesMount.Core;
using AzFilesMount.Core.Store;

namespace AzFilesMount.FileRest.Store;

/// <summary>Paths that must not reach the SDK because a URL would silently mean something else by them.</summary>
internal static class PathRules
{
    /// <summary>
    /// A '.' or '..' component would be folded away by URL rules and name another entry, a '\' be taken for a separator, a '?' cut a
    /// rename's target, an empty component vanish, and half a surrogate pair be replaced.
    /// </summary>
    public static bool TryRefuse(SharePath path, out FsError error)
    {
        string value = path.Value;
        bool bad = value.AsSpan().ContainsAny('\\', '?', '\0') || HasBadComponent(value) || HasLoneSurrogate(value);
        error = bad ? new FsError(FsStatus.BadName, $"The share cannot hold the name '{path}'.") : null!;
        return bad;
    }

    private static bool HasBadComponent(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
            return false;
        foreach (Range range in value.Split('/'))
        {
            if (value[range] is "" or "." or "..")
                return true;
        }

        return false;
    }

    private static bool HasLoneSurrogate(string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
                continue;
            if (!char.IsSurrogatePair(value, i))
                return true;
            i++;
        }

        return false;
    }
}
