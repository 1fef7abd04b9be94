namespace Fireworks.Datasets.Contents;

/// <summary>Identifies the bytes of a file by their number and their digest. Files of equal content are interchangeable.</summary>
/// <param name="Length">The number of bytes.</param>
internal sealed record Content(long Length, Sha256Digest Digest);
