using System.IO.Compression;

namespace Fireworks.Datasets.Emulator;

/// <content>Faults of an answer that begins well.</content>
public sealed partial record Fault
{
    /// <summary>FIN after so many bytes of the body, at the latest before its last one.</summary>
    public static Fault CutBody(long afterBytes) => Break("cut", afterBytes, Ending.Close);

    /// <summary>RST after so many bytes of the body.</summary>
    public static Fault ResetBody(long afterBytes) => Break("reset", afterBytes, Ending.Reset);

    /// <summary>Silence after so many bytes of the body.</summary>
    public static Fault StallBody(long afterBytes) => Break("stall", afterBytes, Ending.Stall);

    /// <summary>Neither length nor chunks, and FIN after so many bytes: nothing in HTTP says that something is missing.</summary>
    public static Fault NoLengthAndCut(long afterBytes) => new($"no length, cut after {afterBytes}", site =>
        site.Proper() with { Framing = Framing.UntilClose, Ending = Ending.Close, EndAfter = afterBytes });

    /// <summary>Flips a bit of the byte at this position of the object.</summary>
    public static Fault CorruptBody(long position = 0) => new($"corrupt byte {position}", site =>
    {
        var answer = site.Proper();
        return answer with { Content = new CorruptedContent(answer.Content, position) };
    });

    /// <summary>Declares so many bytes more (or less, below zero) than it sends; then FIN.</summary>
    public static Fault WrongLength(long difference) => new($"length wrong by {difference}", site =>
    {
        var answer = site.Proper();
        return answer with
        {
            Framing = Framing.Length,
            DeclaredLength = Math.Max(0, answer.Count + difference),
            Ending = Ending.Close,
        };
    });

    /// <summary>
    /// Cuts the body after so many bytes, and by then another version is in its place, of which ranges are answered
    /// whatever <c>If-Range</c> says, as three of four stores do.
    /// </summary>
    /// <param name="afterBytes">Bytes of the old version.</param>
    /// <param name="replacement">The new version; the old with its first byte changed where null.</param>
    public static Fault ChangedInBetween(long afterBytes, byte[]? replacement = null) =>
        new($"changed after {afterBytes}", site =>
        {
            var answer = CutBody(afterBytes).Effect(site);
            site.Replace(site.Request, old => (
                replacement is null ? new CorruptedContent(old.Content, 0) : new MemoryContent(replacement),
                old.Options with { IgnoresIfRange = true }));
            return answer;
        });

    /// <summary>A <c>Content-Range</c> that does not fit the request: this one, or one that starts a byte later.</summary>
    public static Fault WrongContentRange(string? value = null) => new("wrong Content-Range", site =>
    {
        var answer = site.Proper();
        return answer.Header("Content-Range") is null
            ? answer
            : answer.Without("Content-Range").With("Content-Range", value ?? $"bytes {answer.Offset + 1}-{answer.Offset + answer.Count}/{answer.Content.Length + 1}");
    });

    /// <summary>200 with the whole object, whatever the range.</summary>
    public static Fault IgnoreRange() => new("range ignored", site => site.Proceed(site.Request.Without("Range")));

    /// <summary>206 from the present object, whatever <c>If-Range</c>.</summary>
    public static Fault IgnoreIfRange() => new("If-Range ignored", site => site.Proceed(site.Request.Without("If-Range")));

    public static Fault Slow(long bytesPerSecond) =>
        new($"{bytesPerSecond} bytes/s", site => site.Proper() with { BytesPerSecond = bytesPerSecond });

    /// <summary>Waits before it answers.</summary>
    public static Fault Late(TimeSpan delay) => new($"late by {delay}", site => site.Proper() with { Delay = delay });

    /// <summary>Sets a header, or takes it away where null.</summary>
    public static Fault Header(string name, string? value) => new($"header {name}", site =>
    {
        var answer = site.Proper().Without(name);
        return value is null ? answer : answer.With(name, value);
    });

    /// <summary>
    /// <c>Content-Encoding: gzip</c> with the last bytes missing, of which neither length nor hashes tell.
    /// An object that is not stored gzipped is gzipped for this.
    /// </summary>
    public static Fault TruncatedGzip(int missing = 8) => new("truncated gzip", site =>
    {
        var answer = site.Proper();
        if (answer.Status != 200)
        {
            return answer;
        }

        // Anew for each request, and only for the end that is missing: the format without the work.
        var gzipped = answer.Header("Content-Encoding") == "gzip" ? answer.Content : StoredObject.Gzip(answer.Content, CompressionLevel.NoCompression);
        return (answer with { Content = gzipped, Count = gzipped.Length - missing, Framing = Framing.Length })
            .Without("x-goog-hash").Without("x-goog-stored-content-length")
            .Without("x-goog-stored-content-encoding").With("x-goog-stored-content-encoding", "gzip")
            .Without("Content-Encoding").With("Content-Encoding", "gzip");
    });

    private static Fault Break(string name, long afterBytes, Ending ending) => new($"{name} after {afterBytes}", site =>
    {
        var answer = site.Proper();
        return answer with { Ending = ending, EndAfter = Math.Min(afterBytes, Math.Max(0, answer.Count - 1)) };
    });
}
