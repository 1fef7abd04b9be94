using System.Buffers;

namespace Fireworks.Datasets.Contents;

/// <summary>Reads bytes of a content and returns their number, 0 at its end. Each position is the end of the previous read.</summary>
internal delegate ValueTask<int> ContentReader(Memory<byte> buffer, long position, CancellationToken cancellationToken);

/// <summary>Reads a content once, and both hashes it and writes it to files.</summary>
/// <param name="copies">The files to write. If there are none, the content is only hashed.</param>
internal sealed class CopyingHasher(params WritableFile[] copies)
{
    private const int SmallBuffer = 256 * 1024, LargeBuffer = 512 * 1024;

    /// <summary>From this many bytes on, hashing on another thread saves more time than it costs.</summary>
    private const long WorthAThread = 4 * 1024 * 1024;

    /// <summary>The checksums whose algorithms are computed in addition to SHA-256.</summary>
    public DeclaredChecksums Declared { get; init; } = DeclaredChecksums.None;

    /// <summary>The number of bytes to read; <see langword="null"/> if it is unknown, and then all up to the end are read.</summary>
    public long? Length { get; init; }

    /// <summary>Called after each chunk with the number of its bytes, and the number of bytes so far.</summary>
    public Action<int, long>? Progressed { get; init; }

    /// <exception cref="Diagnostics.DatasetException">FWDS5003 or FWDS5004: a copy cannot be written.</exception>
    public async Task<HashedContent> RunAsync(ContentReader read, CancellationToken cancellationToken)
    {
        using var hasher = new ContentHasher(Declared);
        var isLarge = Length >= WorthAThread;
        var size = isLarge ? LargeBuffer : SmallBuffer;
        var (free, hashed) = (ArrayPool<byte>.Shared.Rent(size), isLarge ? ArrayPool<byte>.Shared.Rent(size) : null);
        var hashing = Task.CompletedTask;
        try
        {
            for (var position = 0L; position != Length;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var wanted = (int)Math.Min(size, (Length ?? long.MaxValue) - position);
                var chunk = free.AsMemory(0, await read(free.AsMemory(0, wanted), position, cancellationToken).ConfigureAwait(false));
                await hashing.ConfigureAwait(false);
                if (chunk.IsEmpty)
                {
                    break;
                }

                if (hashed is null)
                {
                    hasher.Append(chunk.Span);
                }
                else
                {
                    // Hashing takes longest, so this chunk is written and the next one is read while another thread hashes.
                    hashing = Task.Run(() => hasher.Append(chunk.Span), CancellationToken.None);
                    (free, hashed) = (hashed, free);
                }

                Write(chunk.Span, position);
                position += chunk.Length;
                Progressed?.Invoke(chunk.Length, position);
            }

            await hashing.ConfigureAwait(false);
            return hasher.Finish();
        }
        finally
        {
            // After a failure, too, the other thread must have finished with its buffer before the buffer returns to the pool.
            await hashing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ArrayPool<byte>.Shared.Return(free);
            if (hashed is not null)
            {
                ArrayPool<byte>.Shared.Return(hashed);
            }
        }
    }

    private void Write(ReadOnlySpan<byte> chunk, long position)
    {
        foreach (var copy in copies)
        {
            copy.Write(chunk, position);
        }
    }
}
