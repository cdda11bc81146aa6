using System.Xml;
using System.Xml.Linq;
using AzFilesMount.Emulator.Protocol;
using AzFilesMount.Emulator.Tree;

namespace AzFilesMount.Emulator.Operations;

/// <summary>Replaces the stored access policies of a share.</summary>
internal sealed class SetShareAcl : IOperation
{
    private const int MaximumPolicies = 5;

    public string Name => nameof(SetShareAcl);

    public OperationAccess Access => OperationAccess.Write | OperationAccess.Manage;

    public async Task ExecuteAsync(OperationContext context, CancellationToken cancellationToken)
    {
        using var body = await RequestBody.ReadAsync(context, cancellationToken).ConfigureAwait(false);
        var policies = body.Length == 0 ? [] : Parse(body);
        var state = ShareChange.Run(context, state => state with { Extras = state.Extras with { Policies = policies } });
        Answers.Stamp(context, state.Version);
        await Answers.EmptyAsync(context, 200).ConfigureAwait(false);
    }

    private static StoredPolicy[] Parse(RequestBody body)
    {
        try
        {
            using var stream = new MemoryStream(body.Bytes.ToArray());
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var root = XDocument.Load(reader).Root!;
            if (root.Name.LocalName != "SignedIdentifiers" || root.Elements().Count() > MaximumPolicies)
                throw InvalidDocument();
            return [.. root.Elements("SignedIdentifier").Select(Policy)];
        }
        catch (XmlException)
        {
            throw InvalidDocument();
        }
    }

    private static StoredPolicy Policy(XElement identifier)
    {
        var policy = identifier.Element("AccessPolicy");
        return new StoredPolicy(
            identifier.Element("Id")?.Value is { Length: > 0 and <= 64 } id ? id : throw InvalidDocument(),
            policy?.Element("Start")?.Value,
            policy?.Element("Expiry")?.Value,
            policy?.Element("Permission")?.Value);
    }

    private static ServiceFault InvalidDocument() => new(400, "InvalidXmlDocument", "XML specified is not syntactically valid.");
}
