namespace Fireworks.Datasets.Http;

/// <summary>The way in which a transfer failed. The diagnostic depends on it.</summary>
internal enum FailureKind
{
    /// <summary>No connection could be made: the name was not resolved, or the connection, TLS or the proxy failed.</summary>
    Unreachable,

    /// <summary>The connection delivered no byte for too long.</summary>
    Stalled,

    /// <summary>The answer has an HTTP status that the caller did not want.</summary>
    Status,

    /// <summary>The connection ended before the answer was complete.</summary>
    Truncated,

    /// <summary>A redirect leads to an address that is not secure.</summary>
    Insecure,

    /// <summary>The answer breaks HTTP or the protocol above it.</summary>
    InvalidResponse,

    /// <summary>The bytes do not match a declared checksum.</summary>
    ChecksumMismatch,

    /// <summary>The number of bytes is not the declared one.</summary>
    LengthMismatch,

    /// <summary>The number of bytes shows that these are other contents than the wanted ones. Another attempt would bring them again.</summary>
    OtherContents,
}

/// <summary>
/// Reports that one attempt at a transfer failed. Foreign text in the message is quoted. There is no inner exception,
/// because those that .NET throws can contain a proxy's password.
/// </summary>
/// <param name="reason">What went wrong, without a full stop.</param>
/// <param name="transient">Whether a retry may succeed.</param>
internal sealed class TransferException(FailureKind kind, string reason, bool transient)
    : Exception(reason)
{
    public FailureKind Kind { get; } = kind;

    public bool Transient { get; } = transient;

    /// <summary>What went wrong, without a full stop.</summary>
    public string Reason => Message;

    /// <summary>How long the server asks to wait before a retry; <see langword="null"/> if it does not ask.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public int? StatusCode { get; init; }

    /// <summary>The host that failed. After a redirect it may differ from the host that was asked first.</summary>
    public string? Host { get; init; }

    /// <summary>The target of a refused redirect, as messages show it.</summary>
    public string? Address { get; init; }

    /// <summary>The server's own error message, as it came; empty if there is none.</summary>
    public string Answer { get; init; } = "";

    /// <summary>The number of attempts made so far, the failed one included.</summary>
    public int Attempts { get; set; } = 1;
}
