using AzFilesMount.Core.FileSystem;
using AzFilesMount.Mounting.Options;

namespace AzFilesMount.Mounting.Session;

/// <summary>Hands the engine its share of the options.</summary>
internal static class EngineOptions
{
    internal static ShareFileSystemOptions From(MountOptions options) => new()
    {
        AttributeTtl = options.AttributeTtl,
        DirectoryTtl = options.DirectoryTtl,
        NegativeTtl = options.NegativeTtl,
        WritePolicy = options.WritePolicy,
        ReadOnly = options.ReadOnly,
        MemoryBudget = options.Memory,
        MetadataBudget = options.MetadataMemory,
        ReadAhead = options.ReadAhead,
        Concurrency = options.Concurrency,
        VolumeSize = options.VolumeSize,
    };
}
