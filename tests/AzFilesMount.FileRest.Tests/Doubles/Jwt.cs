using System.Buffers.Text;
using System.Text;

namespace AzFilesMount.FileRest.Tests.Doubles;

/// <summary>Tokens in the outer form of real ones.</summary>
internal static class Jwt
{
    public static string Expiring(DateTimeOffset at) =>
        $"{Base64Url.EncodeToString("{\"alg\":\"none\"}"u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{{\"exp\":{at.ToUnixTimeSeconds()}}}"))}.c2ln";
}
