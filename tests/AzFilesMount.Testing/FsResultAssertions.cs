using AzFilesMount.Core;

namespace AzFilesMount.Testing;

/// <summary>Short checks of results in tests.</summary>
public static class FsResultAssertions
{
    public static void EnsureOk<T>(this FsResult<T> result)
    {
        if (!result.IsOk)
            throw new InvalidOperationException($"Expected success, got {result.Status}: {result.Error?.Message}");
    }
}
