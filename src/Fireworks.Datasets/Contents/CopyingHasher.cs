using System.Buffers;

namespace Fireworks.Datasets.Contents;

/// <summary>Gives the bytes of a content from a position on; 0 at its end. Positions follow each other without a gap.</summary>
internal delegate ValueTask<int> ContentReader(Memory<byte> buffer, long position, CancellationToken cancellationToken);

/// <summary>Reads a content once: hashes it, and writes it to files meanwhile. The only place that does so.</summary>
/// <param name="copies">Where the bytes go; none where they are only hashed.</param>
internal sealed class CopyingHasher(params WritableFile[] copies)
{
    private const int SmallBuffer = 256 * 1024, LargeBuffer = 512 * 1024;

    /// <summary>From this many bytes on, handing chunks to another thread saves more than it costs.</summary>
    private const long WorthAThread = 4 * 1024 * 1024;

    /// <summary>What is computed beside SHA-256.</summary>
    public DeclaredChecksums Declared { get; init; } = DeclaredChecksums.None;

    /// <summary>The bytes that the content has, where that is known: no more are asked for.</summary>
    public long? Length { get; init; }

    /// <summary>Told after each chunk how many bytes it had, and how many there are now.</summary>
    public Action<int, long>? Progressed { get; init; }

    /// <exception cref="Diagnostics.DatasetException">FWDS5003, FWDS5004: a copy cannot be written.</exception>
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
                    // Hashing takes longest: this chunk is written and the next one read beside it.
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
            // Also after a failure: the other thread must be done with its buffer before somebody else gets it.
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
