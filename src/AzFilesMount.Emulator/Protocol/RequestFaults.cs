using System.Globalization;

namespace AzFilesMount.Emulator.Protocol;

/// <summary>Refusals of a header or a query parameter; their bodies name the culprit.</summary>
internal static class RequestFaults
{
    public static ServiceFault MissingHeader(string name) =>
        new ServiceFault(400, "MissingRequiredHeader", "An HTTP header that's mandatory for this request is not specified.")
            .With("HeaderName", name);

    public static ServiceFault InvalidHeader(string name, string value) =>
        new ServiceFault(400, "InvalidHeaderValue", "The value for one of the HTTP headers is not in the correct format.")
            .With("HeaderName", name)
            .With("HeaderValue", value);

    public static ServiceFault InvalidParameter(string name, string value, string reason) =>
        new ServiceFault(400, "InvalidQueryParameterValue", "Value for one of the query parameters specified in the request URI is invalid.")
            .With("QueryParameterName", name)
            .With("QueryParameterValue", value)
            .With("Reason", reason);

    public static ServiceFault ParameterOutOfRange(string name, string value, long minimum, long maximum) =>
        new ServiceFault(
            400,
            "OutOfRangeQueryParameterValue",
            "One of the query parameters specified in the request URI is outside the permissible range.")
            .With("QueryParameterName", name)
            .With("QueryParameterValue", value)
            .With("MinimumAllowed", minimum.ToString(CultureInfo.InvariantCulture))
            .With("MaximumAllowed", maximum.ToString(CultureInfo.InvariantCulture));

    public static ServiceFault BothPermissionHeaders() =>
        new(
            400,
            "BothPermissionAndPermissionKeyHeaderPresent",
            "Both x-ms-file-permission header and x-ms-file-permission-key header are present.");

    public static ServiceFault InvalidPermission() =>
        new(400, "FileInvalidPermission", "The specified file permission is not valid.");
}
