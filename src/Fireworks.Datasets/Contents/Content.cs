namespace Fireworks.Datasets.Contents;

/// <summary>Which bytes a file has: how many, and their digest. Files of equal content are interchangeable.</summary>
/// <param name="Length">In bytes.</param>
internal sealed record Content(long Length, Sha256Digest Digest);
