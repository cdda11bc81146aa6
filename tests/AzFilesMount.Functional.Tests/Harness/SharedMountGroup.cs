namespace AzFilesMount.Functional.Tests.Harness;

/// <summary>The tests that use <see cref="SharedMount"/>.</summary>
[CollectionDefinition(Name)]
public sealed class SharedMountGroup : ICollectionFixture<SharedMount>
{
    public const string Name = "shared mount";
}
