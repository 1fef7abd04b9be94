namespace Fireworks.Datasets.Cache;

/// <summary>
/// Copies stored contents out of the store, to new files with a new time stamp. A copy is never a hard link, because an edit of
/// a link would damage the store, and because a link would carry the store's old time stamp.
/// </summary>
internal static class Materialiser
{
    /// <summary>In bytes. For a shorter file, a plain copy is as fast as a copy that shares blocks.</summary>
    private const long WorthAReflink = 128 * 1024;

    /// <param name="isPrivate">True for a copy that only this user may read, such as one in the store.</param>
    /// <returns>
    /// The content that the copy really has, for the caller to compare with the expected one; <see langword="null"/>, without a copy,
    /// if the source could not be read to its end.
    /// </returns>
    /// <exception cref="Diagnostics.DatasetException">FWDS5003, FWDS5004: the copy cannot be written, and is removed.</exception>
    public static async Task<Content?> CopyAsync(FileStream source, string destination, bool isPrivate, CancellationToken cancellationToken)
    {
        var isComplete = false;
        using var copy = WritableFile.Create(destination, isPrivate);
        try
        {
            var from = source.SafeFileHandle;
            var length = RandomAccess.GetLength(from);
            var isCloned = length >= WorthAReflink && Reflink.TryClone(from, copy.Handle);
            var (read, written) = isCloned ? (copy.Handle, Array.Empty<WritableFile>()) : (from, [copy]);
            var hashed = await new CopyingHasher(written) { Length = length }
                .RunAsync((buffer, position, _) => new(RandomAccess.Read(read, buffer.Span, position)), cancellationToken).ConfigureAwait(false);
            isComplete = true;
            return hashed.Content;
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // A failure to write is a DatasetException, so here the source cannot be read. It counts as damaged.
            return null;
        }
        finally
        {
            if (!isComplete)
            {
                copy.Dispose();
                FileRemoval.TryDelete(destination);
            }
        }
    }
}
