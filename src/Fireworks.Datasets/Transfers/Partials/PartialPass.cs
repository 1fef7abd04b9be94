namespace Fireworks.Datasets.Transfers.Partials;

/// <summary>Reads a partial file from its first byte to its last, also while it still arrives: hashes it and writes the copy.</summary>
internal static class PartialPass
{
    /// <param name="partial">Stays open until the pass is over.</param>
    /// <param name="copyPath">Where the copy goes; <see langword="null"/> for none. The caller removes it if the bytes are wrong.</param>
    /// <exception cref="Diagnostics.DatasetException">FWDS5003, FWDS5004.</exception>
    public static async Task<HashedContent> RunAsync(PartialFile partial, string? copyPath, CancellationToken cancellationToken)
    {
        var length = partial.Representation.Length ?? partial.Arrived;
        using var copy = copyPath is null ? null : WritableFile.Create(copyPath, isPrivate: false, length);
        var hasher = new CopyingHasher(copy is null ? [] : [copy]) { Declared = partial.Representation.Checksums, Length = length };
        return await hasher.RunAsync(partial.ReadAsync, cancellationToken).ConfigureAwait(false);
    }
}
