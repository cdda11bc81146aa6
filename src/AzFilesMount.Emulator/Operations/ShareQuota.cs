using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

/// <summary>The quota that a request gives a share, in GiB.</summary>
internal static class ShareQuota
{
    private const string Header = "x-ms-share-quota";
    private const long Maximum = 262_144;

    public static long? Read(OperationContext context)
    {
        var quota = context.Number(Header);
        return quota is < 1 or > Maximum ? throw RequestFaults.InvalidHeader(Header, context.Required(Header)) : quota;
    }
}
