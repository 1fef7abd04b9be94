namespace Fireworks.Datasets.Contents;

/// <summary>A content that was read to its end, with the checksums that were computed from it.</summary>
/// <param name="Checksums">The values, each in the byte order of the header that declares it.</param>
internal sealed record HashedContent(Content Content, IReadOnlyDictionary<ChecksumAlgorithm, byte[]> Checksums);
