namespace Fireworks.Datasets.Transfers.Partials;

/// <summary>Reads a partial file once from start to end, even while it still arrives, to hash it and to write the copy.</summary>
internal static class PartialPass
{
    /// <param name="partial">The caller keeps it open until the pass has ended.</param>
    /// <param name="copyPath">The path of the copy; <see langword="null"/> for none. The caller deletes it if the bytes are wrong.</param>
    /// <exception cref="Diagnostics.DatasetException">FWDS5003, FWDS5004.</exception>
    public static async Task<HashedContent> RunAsync(PartialFile partial, string? copyPath, CancellationToken cancellationToken)
    {
        var length = partial.Representation.Length ?? partial.Arrived;
        using var copy = copyPath is null ? null : WritableFile.Create(copyPath, isPrivate: false, length);
        var hasher = new CopyingHasher(copy is null ? [] : [copy]) { Declared = partial.Representation.Checksums, Length = length };
        return await hasher.RunAsync(partial.ReadAsync, cancellationToken).ConfigureAwait(false);
    }
}
