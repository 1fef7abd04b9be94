using System.Buffers;
using System.Security.Cryptography;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Files;
using Microsoft.Win32.SafeHandles;

namespace Fireworks.Datasets.Cache;

/// <summary>
/// Brings stored contents out of the store: a file of its own whose time stamp is now, and the digest of the bytes that were
/// really handed out. Never a hard link: an edit of the copy would damage the store, and the time stamp would be the old one.
/// </summary>
internal static class Materialiser
{
    private const int SmallBuffer = 256 * 1024, LargeBuffer = 512 * 1024;

    /// <summary>Below this, handing chunks to another thread costs more than it saves.</summary>
    private const long WorthAThread = 4 * 1024 * 1024;

    /// <summary>Below this, writing is as fast as sharing blocks.</summary>
    private const long WorthAReflink = 128 * 1024;

    /// <summary>Copies to <paramref name="destination"/>, which must not exist, and hashes on the way.</summary>
    /// <returns>
    /// What was copied, for the caller to compare with what it should be. No digest at all where the source could not be read to
    /// its end: then there is no copy.
    /// </returns>
    /// <exception cref="Diagnostics.DatasetException">FWDS5003, FWDS5004: the destination cannot be written. It is gone again.</exception>
    public static async Task<(Sha256Digest Digest, long Length)> CopyAsync(FileStream source, string destination, CancellationToken cancellationToken)
    {
        var complete = false;
        using var copy = Create(destination);
        try
        {
            var from = source.SafeFileHandle;
            var length = RandomAccess.GetLength(from);
            var copied = length >= WorthAReflink && Reflink.TryClone(from, copy)
                ? await ReadAsync(copy, copyTo: null, length, destination, cancellationToken).ConfigureAwait(false)
                : await ReadAsync(from, copy, length, destination, cancellationToken).ConfigureAwait(false);
            complete = true;
            return copied;
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // Not of the destination: that is a DatasetException. A bad sector is damage like any other.
            return default;
        }
        finally
        {
            if (!complete)
            {
                copy.Dispose();
                AtomicFile.Discard(destination);
            }
        }
    }

    /// <summary>The digest of a file's bytes, from its start.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Task<(Sha256Digest Digest, long Length)> HashAsync(FileStream file, CancellationToken cancellationToken) =>
        ReadAsync(file.SafeFileHandle, copyTo: null, RandomAccess.GetLength(file.SafeFileHandle), file.Name, cancellationToken);

    private static Task<(Sha256Digest Digest, long Length)> ReadAsync(
        SafeFileHandle from, SafeFileHandle? copyTo, long length, string destination, CancellationToken cancellationToken) =>
        length >= WorthAThread ? ReadOnTwoThreadsAsync(from, copyTo, destination, cancellationToken)
            : Task.FromResult(length <= SmallBuffer
                ? ReadAtOnce(from, copyTo, (int)length, destination, cancellationToken)
                : Read(from, copyTo, destination, cancellationToken));

    /// <summary>Most datasets of many files have small ones: one read, one hash, one write.</summary>
    private static (Sha256Digest Digest, long Length) ReadAtOnce(
        SafeFileHandle from, SafeFileHandle? copyTo, int length, string destination, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var buffer = ArrayPool<byte>.Shared.Rent(SmallBuffer);
        try
        {
            var total = 0;
            while (total < length && RandomAccess.Read(from, buffer.AsSpan(total, length - total), total) is > 0 and var read)
            {
                total += read;
            }

            var bytes = buffer.AsSpan(0, total);
            Write(copyTo, bytes, 0, destination);
            return (Sha256Digest.Of(bytes), total);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static (Sha256Digest Digest, long Length) Read(
        SafeFileHandle from, SafeFileHandle? copyTo, string destination, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(SmallBuffer);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            for (var position = 0L; ;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var read = RandomAccess.Read(from, buffer, position);
                if (read == 0)
                {
                    return (Sha256Digest.FromBytes(hash.GetHashAndReset()), position);
                }

                hash.AppendData(buffer, 0, read);
                Write(copyTo, buffer.AsSpan(0, read), position, destination);
                position += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>While one chunk is hashed, it is written and the next one is read.</summary>
    private static async Task<(Sha256Digest Digest, long Length)> ReadOnTwoThreadsAsync(
        SafeFileHandle from, SafeFileHandle? copyTo, string destination, CancellationToken cancellationToken)
    {
        byte[][] buffers = [ArrayPool<byte>.Shared.Rent(LargeBuffer), ArrayPool<byte>.Shared.Rent(LargeBuffer)];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var hashing = Task.CompletedTask;
        try
        {
            for (var position = 0L; ; buffers.AsSpan().Reverse())
            {
                var buffer = buffers[0];
                var read = RandomAccess.Read(from, buffer, position);
                await hashing.ConfigureAwait(false);
                if (read == 0)
                {
                    return (Sha256Digest.FromBytes(hash.GetHashAndReset()), position);
                }

                hashing = Task.Run(() => hash.AppendData(buffer, 0, read), cancellationToken);
                Write(copyTo, buffer.AsSpan(0, read), position, destination);
                position += read;
            }
        }
        finally
        {
            // Also after a failure: the other thread must be done with the buffer and the hash before they go.
            await hashing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ArrayPool<byte>.Shared.Return(buffers[0]);
            ArrayPool<byte>.Shared.Return(buffers[1]);
        }
    }

    private static SafeFileHandle Create(string destination)
    {
        try
        {
            return File.OpenHandle(destination, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.Of(exception, "write", destination);
        }
    }

    private static void Write(SafeFileHandle? copyTo, ReadOnlySpan<byte> bytes, long position, string destination)
    {
        try
        {
            if (copyTo is not null)
            {
                RandomAccess.Write(copyTo, bytes, position);
            }
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.Of(exception, "write", destination);
        }
    }
}
