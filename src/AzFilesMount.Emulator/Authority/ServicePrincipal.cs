namespace AzFilesMount.Emulator.Authority;

/// <summary>The tenant and the one application that may sign in to it.</summary>
internal sealed record ServicePrincipal(string TenantId, string ClientId, string ClientSecret)
{
    /// <summary>Keeps the secret out of whatever prints the record.</summary>
    public override string ToString() => $"{TenantId}/{ClientId}";
}
