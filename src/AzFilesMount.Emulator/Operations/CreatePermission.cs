using System.Text.Json;
using AzFilesMount.Emulator.Protocol;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Keeps a security descriptor and gives it a key.</summary>
internal sealed class CreatePermission : IOperation
{
    public string Name => nameof(CreatePermission);

    public OperationAccess Access => OperationAccess.Write;

    public async Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        _ = context.Account.Find(context.Target.Share!);
        using var body = await RequestBody.ReadAsync(context, cancellationToken).ConfigureAwait(false);
        context.Response.Headers[WireHeaders.PermissionKey] = context.Account.Permissions.Add(Descriptor(body));
        await Answers.EmptyChunkedAsync(context, 201, cancellationToken).ConfigureAwait(false);
    }

    private static string Descriptor(RequestBody body)
    {
        try
        {
            using var json = JsonDocument.Parse(body.Bytes);
            return json.RootElement.GetProperty("permission").GetString() ?? throw Faults.InvalidInput();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Faults.InvalidInput();
        }
    }
}
