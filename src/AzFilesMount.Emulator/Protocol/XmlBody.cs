using System.Text;
using System.Xml;

namespace AzFilesMount.Emulator.Protocol;

/// <summary>An XML document as the service sends it: byte order mark, declaration, no white space between elements. Not thread-safe.</summary>
internal sealed class XmlBody : IDisposable
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        NewLineHandling = NewLineHandling.None,
        CheckCharacters = false,
    };

    private readonly MemoryStream _bytes = new();
    private readonly XmlWriter _writer;

    public XmlBody() => _writer = XmlWriter.Create(_bytes, Settings);

    public void Start(string name) => _writer.WriteStartElement(name);

    public void Attribute(string name, string value) => _writer.WriteAttributeString(name, value);

    public void Text(string value) => _writer.WriteString(value);

    public void End() => _writer.WriteEndElement();

    /// <summary>An element that holds text, or none: then it is written in its short form.</summary>
    public void Element(string name, string value)
    {
        _writer.WriteStartElement(name);
        if (value.Length > 0)
            _writer.WriteString(value);
        _writer.WriteEndElement();
    }

    /// <summary>Ends the document; the memory is valid until this object is disposed.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        _writer.WriteEndDocument();
        _writer.Flush();
        return _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _bytes.Dispose();
    }
}
