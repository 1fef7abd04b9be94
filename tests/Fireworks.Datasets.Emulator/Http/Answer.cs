using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Fireworks.Datasets.Emulator;

/// <summary>Where the client learns the end of a body from.</summary>
internal enum Framing
{
    Length,
    Chunked,

    /// <summary>Neither length nor chunks: the body ends where the connection does.</summary>
    UntilClose,
}

/// <summary>What happens to the connection once the bytes to be sent are sent.</summary>
internal enum Ending
{
    Proper,

    /// <summary>FIN.</summary>
    Close,

    /// <summary>RST.</summary>
    Reset,

    /// <summary>Silence, until the client goes away or the emulator is disposed.</summary>
    Stall,
}

/// <summary>What to send, and how to break off. Faults are changes of it.</summary>
internal sealed record Answer(int Status)
{
    public ImmutableList<KeyValuePair<string, string>> Headers { get; init; } = [];
    public ObjectContent Content { get; init; } = MemoryContent.Empty;
    public long Offset { get; init; }
    public long Count { get; init; }
    public Framing Framing { get; init; }

    /// <summary>A <c>Content-Length</c> that lies.</summary>
    public long? DeclaredLength { get; init; }

    public Ending Ending { get; init; }

    /// <summary>Bytes of the body before <see cref="Ending"/>; all where null.</summary>
    public long? EndAfter { get; init; }

    /// <summary>Not even a status line is sent.</summary>
    public bool Silent { get; init; }

    /// <summary>Sent in place of everything else, and the connection closed.</summary>
    public ReadOnlyMemory<byte>? Verbatim { get; init; }

    public long? BytesPerSecond { get; init; }
    public TimeSpan Delay { get; init; }

    /// <summary>Past the HTTP server's own rules, straight to the socket.</summary>
    public bool BreaksRules =>
        Ending != Ending.Proper || DeclaredLength is not null || Framing == Framing.UntilClose || Silent || Verbatim is not null;

    /// <summary>304 and 204 have no body, nor a length.</summary>
    public bool HasBody => Status is not (204 or 304);

    public static Answer Text(int status, string contentType, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return new Answer(status) { Content = new MemoryContent(bytes), Count = bytes.Length }.With("Content-Type", contentType);
    }

    public static Answer Json(int status, string body) => Text(status, "application/json", body);

    public Answer With(string header, string value) => this with { Headers = Headers.Add(KeyValuePair.Create(header, value)) };

    public Answer With(string header, long value) => With(header, value.ToString(CultureInfo.InvariantCulture));

    public Answer Without(string header) => this with
    {
        Headers = Headers.RemoveAll(h => string.Equals(h.Key, header, StringComparison.OrdinalIgnoreCase)),
    };

    public string? Header(string name) =>
        Headers.Find(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
