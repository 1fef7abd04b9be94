using System.Text;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Emulator;

namespace Fireworks.Datasets.Tests.Reliability;

/// <summary>A fault of the published table.</summary>
/// <param name="Create">The fault, for a file of this length.</param>
/// <param name="Passes">Whether it can pass: permanent ones are only shown as they are, each time.</param>
internal sealed record FaultRow(string Name, Func<long, Fault> Create, bool Passes = true)
{
    /// <summary>Struck before the fault, once: some show only where a transfer goes on.</summary>
    public Func<long, Fault>? Before { get; init; }

    /// <summary>Waited for until it counts as stalled. No other row is: on a busy machine, slow would pass for silent.</summary>
    public bool Stalls { get; init; }

    public static IReadOnlyList<FaultRow> OfStorage { get; } =
    [
        .. Statuses(408, 425, 429, 500, 502, 503, 504),
        new("429 with `Retry-After: 7`", _ => Fault.Status(429, retryAfter: "7")),
        .. Permanent(400, 404, 405, 501, 505),
        .. Enum.GetValues<ExpiryDialect>().Select(dialect => new FaultRow($"URL expired, as {dialect} says it", _ => Fault.Expired(dialect))),
        .. Connections,
        new("body cut", length => Fault.CutBody(length / 4)),
        new("body cut before its first byte", _ => Fault.CutBody(0)),
        new("body cut before its last byte", Fault.CutBody),
        new("connection reset in the body", length => Fault.ResetBody(length / 4)),
        new("silence in the body", length => Fault.StallBody(length / 4)) { Stalls = true },
        new("neither length nor chunks, and cut", length => Fault.NoLengthAndCut(length / 4)),
        new("a bit flipped", _ => Fault.CorruptBody()),
        new("declares more than it sends", _ => Fault.WrongLength(5)),
        new("declares less than it sends", _ => Fault.WrongLength(-5)),
        new("gzip cut short", _ => Fault.TruncatedGzip()),
        new("body cut, then range ignored", _ => Fault.IgnoreRange()) { Before = length => Fault.CutBody(length / 4) },
        new("body cut, then a wrong `Content-Range`", _ => Fault.WrongContentRange()) { Before = length => Fault.CutBody(length / 4) },
        new("body cut, then other contents in its place", _ => Fault.IgnoreIfRange()) { Before = length => Fault.ChangedInBetween(length / 4) },
        new("redirect to plain http", _ => Fault.Redirect("http://storage.example/x"), Passes: false),
    ];

    public static IReadOnlyList<FaultRow> OfApi { get; } =
    [
        .. Statuses(408, 409, 425, 429, 500, 502, 503, 504),
        new("429 with `Retry-After: 7`", _ => Fault.Status(429, retryAfter: "7")),
        .. Permanent(400, 401, 403, 404, 501),
        .. Connections,
        new("body cut", _ => Fault.CutBody(20)),
        new("connection reset in the body", _ => Fault.ResetBody(20)),
        new("silence in the body", _ => Fault.StallBody(20)) { Stalls = true },
        new("a proxy's HTML page, 200", _ => Fault.HtmlPage(), Passes: false),
        new("a proxy's HTML page, 502", _ => Fault.HtmlPage(502)),
        new("JSON of another shape", _ => Fault.Json("""{"filenameToSignedUrls": ["a"]}"""), Passes: false),
        new("no files", _ => Fault.Json("{}"), Passes: false),
        new("without end", _ => Fault.TooLarge(), Passes: false),
        new("redirect to plain http", _ => Fault.Redirect("http://service.example/x"), Passes: false),
    ];

    private static IEnumerable<FaultRow> Connections =>
    [
        new("connection closed before the answer", _ => Fault.CloseBeforeAnswer()),
        new("connection reset before the answer", _ => Fault.ResetBeforeAnswer()),
        new("silence before the answer", _ => Fault.StallBeforeAnswer()) { Stalls = true },
        new("an answer that is not HTTP", _ => Fault.Verbatim(Encoding.ASCII.GetBytes("hello\r\n\r\n"))),
    ];

    private static IEnumerable<FaultRow> Statuses(params int[] statuses) =>
        statuses.Select(status => new FaultRow($"{status}", _ => Fault.Status(status)));

    private static IEnumerable<FaultRow> Permanent(params int[] statuses) =>
        statuses.Select(status => new FaultRow($"{status}", _ => Fault.Status(status), Passes: false));
}
