namespace Fireworks.Datasets.Contents;

/// <summary>A content that was read to its end, with the checksums that were computed on the way.</summary>
/// <param name="Checksums">Each in the byte order of the header that declares it.</param>
internal sealed record HashedContent(Content Content, IReadOnlyDictionary<ChecksumAlgorithm, byte[]> Checksums);
