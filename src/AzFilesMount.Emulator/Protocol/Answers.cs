using AzFilesMount.Emulator.Operations;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Protocol;

/// <summary>The forms that answers take.</summary>
internal static class Answers
{
    public static Task EmptyAsync(OperationContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    /// <summary>No body, yet chunked, as the service answers lease operations.</summary>
    public static Task EmptyChunkedAsync(OperationContext context, int status, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        return context.Response.StartAsync(cancellationToken);
    }

    public static async Task XmlAsync(OperationContext context, XmlBody body, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = 200;
        context.Response.ContentType = "application/xml";
        await context.Response.StartAsync(cancellationToken).ConfigureAwait(false);
        await ResponseBody.SendAsync(context.Http, body.Finish(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>ETag and Last-Modified are two forms of the same instant.</summary>
    public static void Stamp(OperationContext context, DateTime version)
    {
        context.Response.Headers.ETag = WireTime.EntityTag(version);
        context.Response.Headers.LastModified = WireTime.Http(version);
    }

    public static void Stamp(OperationContext context, EntryState state) => Stamp(context, state.Version);

    /// <summary>The answer to a change of an entry: stamp, encryption and the SMB properties.</summary>
    public static Task ChangedAsync(OperationContext context, int status, EntryState state, ulong parentId)
    {
        Stamp(context, state);
        context.Response.Headers[WireHeaders.RequestEncrypted] = "true";
        PropertyHeaders.Write(context, state, parentId);
        return EmptyAsync(context, status);
    }
}
