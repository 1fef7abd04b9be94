using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Http;

/// <summary>What kind of thing went wrong on the way, which decides the diagnostic.</summary>
internal enum FailureKind
{
    /// <summary>No connection: name resolution, refused, timed out, TLS, proxy.</summary>
    Unreachable,

    /// <summary>A connection without a byte for too long.</summary>
    Stalled,

    /// <summary>An answer with a status that is not the one hoped for.</summary>
    Status,

    /// <summary>The connection ended before the answer, or in the middle of it.</summary>
    Truncated,

    /// <summary>A redirect to an address that is not secure.</summary>
    Insecure,

    /// <summary>An answer that breaks the protocol.</summary>
    InvalidResponse,

    /// <summary>The bytes do not match a declared checksum.</summary>
    ChecksumMismatch,

    /// <summary>The bytes are not as many as declared.</summary>
    LengthMismatch,
}

/// <summary>
/// One attempt at a transfer failed. Its text is one line without secrets. It has no inner exception on purpose:
/// those of .NET can hold a proxy's password.
/// </summary>
/// <param name="reason">Without full stop.</param>
/// <param name="transient">Whether trying again may help.</param>
internal sealed class TransferException(FailureKind kind, string reason, bool transient)
    : Exception(Diagnostics.Problem.Quoted(SecretShapes.Remove(reason), 500))
{
    public FailureKind Kind { get; } = kind;

    public bool Transient { get; } = transient;

    /// <summary>What went wrong, in one line, without full stop and without secrets.</summary>
    public string Reason => Message;

    /// <summary>How long the other side asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public int? StatusCode { get; init; }

    /// <summary>The host that failed; after a redirect not the one asked first.</summary>
    public string? Host { get; init; }

    /// <summary>Where a refused redirect points to, without its query.</summary>
    public string? Address { get; init; }

    /// <summary>The other side's own words, without secrets; empty where there are none.</summary>
    public string Answer { get; init; } = "";

    /// <summary>How often it was tried in all.</summary>
    public int Attempts { get; set; } = 1;
}
