using System.Buffers;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Files;
using Fireworks.Datasets.Transfers.Partials;
using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Contents;

/// <summary>Reads a complete file once: computes what has to be verified, and writes the copy meanwhile.</summary>
internal static class FinalPass
{
    private const int BufferSize = 512 * 1024;

    /// <summary>Over a partial file that is complete.</summary>
    /// <inheritdoc cref="RunAsync(PartialFile, long, string?, DeclaredChecksums, Func{long, CancellationToken, ValueTask{long}}, CancellationToken)"/>
    public static Task<ContentHashes> RunAsync(PartialFile partial, string? copyPath, DeclaredChecksums declared, CancellationToken cancellationToken)
    {
        var length = partial.Arrived;
        return RunAsync(partial, length, copyPath, declared, (_, _) => new(length), cancellationToken);
    }

    /// <param name="partial">Stays open until the pass is over.</param>
    /// <param name="copyPath">Where the copy goes; <see langword="null"/> for none. The caller removes it if the bytes are wrong.</param>
    /// <param name="waitFor">Waits for bytes from a position on, and says how far they reach; for a file that is still arriving.</param>
    /// <exception cref="DatasetException">FWDS5003, FWDS5004</exception>
    public static async Task<ContentHashes> RunAsync(
        PartialFile partial, long length, string? copyPath, DeclaredChecksums declared,
        Func<long, CancellationToken, ValueTask<long>> waitFor, CancellationToken cancellationToken)
    {
        using var copy = copyPath is null ? null : CreateCopy(copyPath, length);
        using var hasher = ContentHasher.For(declared);
        var buffers = (Hashed: ArrayPool<byte>.Shared.Rent(BufferSize), Free: ArrayPool<byte>.Shared.Rent(BufferSize));
        var hashing = Task.CompletedTask;
        try
        {
            for (long position = 0; ;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var end = position == length ? length : await waitFor(position, cancellationToken).ConfigureAwait(false);
                var bytes = buffers.Free.AsMemory(0, partial.Read(buffers.Free.AsSpan(0, (int)Math.Min(BufferSize, end - position)), position));
                await hashing.ConfigureAwait(false);
                if (bytes.IsEmpty)
                {
                    return hasher.Finish();
                }
                // Hashing takes longest: reading and writing go on beside it.
                hashing = Task.Run(() => hasher.Append(bytes.Span), CancellationToken.None);
                Write(copy, copyPath, bytes.Span, position, length);
                position += bytes.Length;
                buffers = (buffers.Free, buffers.Hashed);
            }
        }
        finally
        {
            // Nobody may get a buffer that is still being read.
            await hashing.ConfigureAwait(false);
            ArrayPool<byte>.Shared.Return(buffers.Hashed);
            ArrayPool<byte>.Shared.Return(buffers.Free);
        }
    }

    /// <summary>The copy is the user's file, with the permissions that he gives new files.</summary>
    public static SafeFileHandle CreateCopy(string path, long length) => FileFailure.Guard("write", path, length, () =>
    {
        DiskSpace.Require(path, length);
        return File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.None, length);
    });

    /// <summary>Writes to the copy, if there is one.</summary>
    /// <param name="needed">The length of the whole copy, where known.</param>
    public static void Write(SafeFileHandle? copy, string? path, ReadOnlySpan<byte> bytes, long position, long? needed)
    {
        if (copy is null)
        {
            return;
        }

        try
        {
            RandomAccess.Write(copy, bytes, position);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.Of(exception, "write", path!, needed);
        }
    }
}
