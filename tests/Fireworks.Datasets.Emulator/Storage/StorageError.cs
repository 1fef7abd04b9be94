using System.Security;

namespace Fireworks.Datasets.Emulator;

/// <summary>Errors as stores send them. Some repeat the request, secrets included, as the real ones do.</summary>
internal static class StorageError
{
    public static Answer Xml(int status, string code, string message, string details = "") => Answer.Text(
        status,
        "application/xml; charset=UTF-8",
        $"<?xml version='1.0' encoding='UTF-8'?><Error><Code>{code}</Code><Message>{SecurityElement.Escape(message)}</Message>{details}</Error>");

    public static Answer Html(int status, string title) => Answer.Text(
        status,
        "text/html",
        $"<html>\r\n<head><title>{status} {title}</title></head>\r\n<body>\r\n<center><h1>{status} {title}</h1></center>\r\n<hr><center>proxy</center>\r\n</body>\r\n</html>\r\n");

    public static Answer Forged(ServiceRequest request) => Xml(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided.",
        $"<StringToSign>{SecurityElement.Escape($"{request.Method}\n{request.Path}\n{request.Query}")}</StringToSign>");

    public static Answer Expired(ExpiryDialect dialect, ServiceRequest request) => dialect switch
    {
        ExpiryDialect.Gcs => Xml(400, "ExpiredToken", "The provided token has expired.", "<Details>Request signature expired</Details>"),
        ExpiryDialect.S3 => Xml(403, "AccessDenied", "Request has expired", "<X-Amz-Expires>1</X-Amz-Expires>"),
        ExpiryDialect.S3Credentials => Xml(400, "ExpiredToken", "The provided token has expired.", $"<Token-0>{SecurityElement.Escape(request.Query)}</Token-0>"),
        ExpiryDialect.Azure => Xml(
            403,
            "AuthenticationFailed",
            "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.",
            "<AuthenticationErrorDetail>Signed expiry time must be after signed start time</AuthenticationErrorDetail>"),
        ExpiryDialect.R2 => Xml(403, "ExpiredRequest", "Request has expired"),
        ExpiryDialect.Ceph => Xml(403, "AccessDenied", ""),
        ExpiryDialect.NginxGone => Html(410, "Gone"),
        ExpiryDialect.NginxForbidden => Html(403, "Forbidden"),
        _ => throw new ArgumentOutOfRangeException(nameof(dialect)),
    };
}
