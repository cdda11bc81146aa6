namespace AzFilesMount.Emulator.Protocol;

/// <summary>A refusal that goes to the client as status, <c>x-ms-error-code</c> and error body.</summary>
internal sealed class ServiceFault(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Elements that follow Message in the body, in order.</summary>
    public List<KeyValuePair<string, string>> Elements { get; } = [];

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>Refused before the request reached the file service: no <c>x-ms-version</c> and the front end's <c>Server</c>.</summary>
    public bool IsEarly { get; init; }

    public ServiceFault With(string element, string value)
    {
        Elements.Add(new(element, value));
        return this;
    }

    public ServiceFault WithHeader(string name, string value)
    {
        Headers.Add(new(name, value));
        return this;
    }
}
