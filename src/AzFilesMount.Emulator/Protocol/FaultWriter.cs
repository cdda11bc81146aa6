using Microsoft.AspNetCore.Http;

namespace AzFilesMount.Emulator.Protocol;

/// <summary>Turns a refusal into its answer.</summary>
internal static class FaultWriter
{
    public static async Task WriteAsync(HttpContext http, ServiceFault fault, Guid requestId, DateTime now)
    {
        var response = http.Response;
        response.Clear();
        Envelope.Write(http, requestId, fault.IsEarly);
        response.StatusCode = fault.Status;
        response.Headers[WireHeaders.ErrorCode] = fault.Code;
        foreach (var (name, value) in fault.Headers)
            response.Headers[name] = value;
        if (HttpMethods.IsHead(http.Request.Method))
            return;
        using var body = new XmlBody();
        WriteBody(body, fault, requestId, now);
        var bytes = body.Finish();
        response.ContentType = "application/xml";
        response.ContentLength = bytes.Length;
        await response.StartAsync(http.RequestAborted).ConfigureAwait(false);
        await ResponseBody.SendAsync(http, bytes, http.RequestAborted).ConfigureAwait(false);
    }

    private static void WriteBody(XmlBody body, ServiceFault fault, Guid requestId, DateTime now)
    {
        body.Start("Error");
        body.Element("Code", fault.Code);
        body.Element("Message", $"{fault.Message}\nRequestId:{requestId}\nTime:{WireTime.Smb(now)}");
        foreach (var (name, value) in fault.Elements)
            body.Element(name, value);
        body.End();
    }
}
