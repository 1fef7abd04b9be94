using System.Buffers;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Transfers.Partials;

namespace Fireworks.Datasets.Transfers;

/// <summary>Reads the body of a whole answer (200) in order, from its first byte to its end.</summary>
internal sealed class BodyReader(WatchedAnswer answer, DownloadOptions options, TransferredBytes bytes)
{
    /// <summary>Fills the buffer and returns how many bytes it holds. They are fewer than its size only if the body has ended.</summary>
    public async Task<int> IntoAsync(Memory<byte> buffer)
    {
        var length = 0;
        int count;
        while (length < buffer.Length && (count = await answer.ReadAsync(buffer[length..]).ConfigureAwait(false)) > 0)
        {
            length += count;
            bytes.Arrived(count, length);
        }

        return length;
    }

    public async Task IntoAsync(PartialFile partial, long position)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(options.BufferSize);
        try
        {
            int count;
            while ((count = await answer.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                bytes.Arrived(count, partial.Write(buffer.AsSpan(0, count), position));
                position += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
