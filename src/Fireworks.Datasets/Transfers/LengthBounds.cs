using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Transfers;

/// <summary>
/// What a known length allows storage to send. Where the lock file has the length of the contents, or storage declares one, nothing
/// beyond it is read, decoded or kept.
/// </summary>
/// <param name="expected">The contents that the file must have; <see langword="null"/> where nothing pins them.</param>
internal sealed class LengthBounds(Content? expected)
{
    /// <summary>In bytes. RFC 1952 has no limit for the fields of a header, so this is room for a name, a comment and the like.</summary>
    private const long RoomForHeaders = 64 * 1024;

    /// <summary>
    /// Whether storage may have the expected contents in this representation. Contents that are sent as they are have their own length.
    /// Those that are encoded are at most as long as gzip makes contents that cannot be compressed.
    /// </summary>
    public bool Allow(Representation representation) => expected is null || Declared(representation) is not { } declared
        || (representation.IsGzip ? declared <= MostEncoded(expected.Length) : declared == expected.Length);

    /// <summary>Bounds the body of a whole answer (200) before it is read.</summary>
    /// <exception cref="WrongBytesException">The answer declares that the service has contents of another length.</exception>
    public void Apply(WatchedAnswer answer, Representation representation)
    {
        if (!Allow(representation))
        {
            throw WrongBytesException.NotOfPinnedLength(representation.IsGzip ? null : Declared(representation));
        }

        if (Declared(representation) is { } declared)
        {
            answer.Bound(declared, arrived => WrongBytesException.OfLength("length", declared, arrived));
        }
        else if (expected is not null)
        {
            answer.Bound(representation.IsGzip ? MostEncoded(expected.Length) : expected.Length, _ => WrongBytesException.NotOfPinnedLength(null));
        }
    }

    /// <param name="decoded">The number of bytes that were decoded so far.</param>
    /// <exception cref="WrongBytesException">They are more than the file must have.</exception>
    public void CheckDecoded(long decoded)
    {
        if (decoded > expected?.Length)
        {
            throw WrongBytesException.NotOfPinnedLength(null);
        }
    }

    /// <summary>
    /// The most bytes that gzip makes of so many. Deflate adds 5 bytes to each stored block and at most an eighth to codes of fixed
    /// length (RFC 1951, sections 3.2.4 and 3.2.6; zlib's deflateBound adds up both). A quarter leaves room for several members.
    /// </summary>
    private static long MostEncoded(long length) => length > long.MaxValue / 2 ? long.MaxValue : length + (length / 4) + RoomForHeaders;

    private static long? Declared(Representation representation) => representation.Length ?? representation.StoredLength;
}
