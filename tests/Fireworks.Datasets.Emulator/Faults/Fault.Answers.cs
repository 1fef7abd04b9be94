using System.Security;
using System.Text;

namespace Fireworks.Datasets.Emulator;

/// <content>Faults that take the place of the answer.</content>
public sealed partial record Fault
{
    /// <param name="code">The status to answer.</param>
    /// <param name="body">The body; an error in the form of the service or the storage where null.</param>
    /// <param name="retryAfter">The header's value: seconds, or a date as in <c>ToString("r")</c>.</param>
    public static Fault Status(int code, string? body = null, string? retryAfter = null) => new($"status {code}", site =>
    {
        var answer = body is null ? site.Error(code, "The emulator was told to fail.") : Emulator.Answer.Text(code, "text/plain", body);
        return retryAfter is null ? answer : answer.With("Retry-After", retryAfter);
    });

    /// <summary>FIN in place of an answer. .NET's client repeats such a request three times by itself, so that it notices the fourth.</summary>
    public static Fault CloseBeforeAnswer() =>
        new("close before the answer", _ => new Answer(0) { Silent = true, Ending = Ending.Close });

    /// <summary>RST in place of an answer.</summary>
    public static Fault ResetBeforeAnswer() =>
        new("reset before the answer", _ => new Answer(0) { Silent = true, Ending = Ending.Reset });

    /// <summary>No answer, while the connection stays open.</summary>
    public static Fault StallBeforeAnswer() =>
        new("stall before the answer", _ => new Answer(0) { Silent = true, Ending = Ending.Stall });

    /// <param name="to">The <c>Location</c>, verbatim.</param>
    /// <param name="status">301, 302, 303, 307 or 308.</param>
    public static Fault Redirect(string to, int status = 302) =>
        new($"redirect {status}", _ => new Answer(status).With("Location", to));

    /// <summary>The page of a proxy or a login portal.</summary>
    public static Fault HtmlPage(int status = 200) => new($"HTML page {status}", _ => StorageError.Html(status, "Proxy"));

    /// <summary>This text as JSON, right or not.</summary>
    public static Fault Json(string text, int status = 200) => new($"JSON {status}", _ => Emulator.Answer.Json(status, text));

    /// <summary>A download endpoint with one URL that does not end before so many bytes; chunked, so that it is not known beforehand.</summary>
    public static Fault TooLarge(long bytes = 1L << 30) => new("too large", _ =>
        new Answer(200)
        {
            Content = new PaddedContent(Encoding.ASCII.GetBytes("""{"filenameToSignedUrls":{"a":"https://"""), (byte)'x', bytes),
            Count = bytes,
            Framing = Framing.Chunked,
        }.With("Content-Type", "application/json"));

    /// <summary>The storage's answer to an expired URL.</summary>
    public static Fault Expired(ExpiryDialect dialect = ExpiryDialect.Gcs) =>
        new($"expired ({dialect})", site => StorageError.Expired(dialect, site.Request));

    /// <summary>An error whose message repeats the request's target and key: what must never be logged.</summary>
    public static Fault EchoSecrets(int status) => new($"echo {status}", site =>
    {
        var secrets = $"{site.Request.Path}?{site.Request.Query} {site.Request.Header("Authorization")}";
        return site.Error(status, site.Request.Kind == RequestKind.Storage ? SecurityElement.Escape(secrets) : secrets);
    });

    /// <summary>Bytes that need not be HTTP at all, then FIN.</summary>
    public static Fault Verbatim(byte[] bytes) =>
        new("verbatim", _ => new Answer(0) { Verbatim = bytes, Ending = Ending.Close });
}
