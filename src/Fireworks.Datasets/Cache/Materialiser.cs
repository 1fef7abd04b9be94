namespace Fireworks.Datasets.Cache;

/// <summary>
/// Brings stored contents out of the store: a file of its own whose time stamp is now. It is never a hard link, because an edit
/// of the copy would damage the store, and because a link would carry the store's old time stamp.
/// </summary>
internal static class Materialiser
{
    /// <summary>Below this many bytes, writing is as fast as sharing blocks.</summary>
    private const long WorthAReflink = 128 * 1024;

    /// <returns>
    /// The content of what was really handed out, for the caller to compare with what it should be; <see langword="null"/> where
    /// the source could not be read to its end, and then there is no copy.
    /// </returns>
    /// <exception cref="Diagnostics.DatasetException">FWDS5003, FWDS5004: the destination cannot be written. It is gone again.</exception>
    public static async Task<Content?> CopyAsync(FileStream source, string destination, CancellationToken cancellationToken)
    {
        var isComplete = false;
        using var copy = WritableFile.Create(destination, isPrivate: false);
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
            // A failure to write is a DatasetException, so it is the source that cannot be read. A bad sector is damage like any other.
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
