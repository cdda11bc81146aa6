using System.Buffers.Text;
using System.Text;

namespace AzFilesMount.FileRest.Tests.Doubles;

/// <summary>Tokens in the outer form of real ones.</summary>
internal static class Jwt
{
    public static string Expiring(DateTimeOffset at) =>
        $"{Base64Url.EncodeToString("{\"alg\":\"none\"}"u8)}.{Claims($"{{\"exp\":{at.ToUnixTimeSeconds()}}}")}.c2ln";

    private static string Claims(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
