using System.Text.Encodings.Web;
using System.Text.Json;
using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

internal sealed class GetPermission : IOperation
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name => nameof(GetPermission);

    public OperationAccess Access => OperationAccess.Read;

    public async Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        _ = context.Account.Find(context.Target.Share!);
        var key = context.Required(WireHeaders.PermissionKey);
        var descriptor = context.Account.Permissions.Find(key) ?? throw RequestFaults.InvalidHeader(WireHeaders.PermissionKey, key);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["permission"] = descriptor }, Plain);
        context.Response.StatusCode = 200;
        context.Response.ContentLength = bytes.Length;
        await context.Response.StartAsync(cancellationToken).ConfigureAwait(false);
        await ResponseBody.SendAsync(context.Http, bytes, cancellationToken).ConfigureAwait(false);
    }
}
