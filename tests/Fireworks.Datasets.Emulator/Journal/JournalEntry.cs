namespace Fireworks.Datasets.Emulator;

/// <summary>
/// One request. It is in the journal from the moment it arrives, so that a test that has its answer finds it there;
/// <see cref="Status"/> and <see cref="BytesSent"/> follow as the answer goes out.
/// </summary>
public sealed class JournalEntry
{
    private long _bytesSent;

    internal JournalEntry(ServiceRequest request, DateTimeOffset time, string connectionId)
    {
        Request = request;
        Time = time;
        ConnectionId = connectionId;
    }

    public DateTimeOffset Time { get; }
    public string ConnectionId { get; }
    public RequestKind Kind => Request.Kind;
    public string Method => Request.Method;

    /// <summary>The path as received, still percent-encoded.</summary>
    public string Path => Request.Path;

    /// <summary>The query as received, without <c>?</c>.</summary>
    public string Query => Request.Query;

    public string? Account => Request.Account;
    public string? Dataset => Request.Dataset;
    public string? File => Request.File;
    public IReadOnlyDictionary<string, string> Headers => Request.Headers;

    /// <summary>The <c>Range</c> header as received.</summary>
    public string? Range => Request.Header("Range");

    /// <summary>The status answered; 0 where nothing was (yet).</summary>
    public int Status { get; internal set; }

    /// <summary>Bytes of the body handed to the connection.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    /// <summary>The name of the fault that this request met.</summary>
    public string? Fault { get; internal set; }

    /// <summary>What went wrong inside the emulator: a test that sees it has found an emulator bug.</summary>
    public Exception? Error { get; internal set; }

    internal ServiceRequest Request { get; }

    internal void AddBytes(long count) => Interlocked.Add(ref _bytesSent, count);

    public override string ToString() =>
        $"{Kind} {Method} {Path}{(Range is null ? "" : $" [{Range}]")} -> {Status}, {BytesSent} bytes{(Fault is null ? "" : $", fault {Fault}")}";
}
