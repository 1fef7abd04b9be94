using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Transfers;

/// <summary>The bytes that arrived, or that storage declares, are not those of the file, so they must be discarded.</summary>
internal sealed class WrongBytesException : Exception
{
    private WrongBytesException(FailureKind kind, string what, string message)
        : base(message) => (Kind, What) = (kind, what);

    public FailureKind Kind { get; }

    /// <summary>The property that does not match, for example "md5 checksum".</summary>
    public string What { get; }

    /// <summary>The length that storage declares, where <see cref="Kind"/> is <see cref="FailureKind.LengthMismatch"/>.</summary>
    public long Declared { get; private init; }

    /// <summary>
    /// The number of bytes that arrived. Where <see cref="Kind"/> is <see cref="FailureKind.OtherContents"/>, the number that storage
    /// has, or <see langword="null"/> where it is only known to be larger than the pinned one.
    /// </summary>
    public long? Arrived { get; private init; }

    /// <param name="what">See <see cref="What"/>.</param>
    public static WrongBytesException OfChecksum(string what) => new(FailureKind.ChecksumMismatch, what, $"the {what} is not what storage declares");

    /// <inheritdoc cref="OfChecksum"/>
    public static WrongBytesException OfLength(string what, long declared, long arrived) =>
        new(FailureKind.LengthMismatch, what, $"the {what} is not what storage declares") { Declared = declared, Arrived = arrived };

    /// <param name="actual">The number of bytes that storage has; <see langword="null"/> where there are more than pinned.</param>
    public static WrongBytesException NotOfPinnedLength(long? actual) =>
        new(FailureKind.OtherContents, "length", "the length is not what the lock file pins") { Arrived = actual };
}
