using System.Buffers;
using System.Security.Cryptography;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Files;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Transfers;

namespace Fireworks.Datasets.Cache.Remote;

/// <summary>Takes a cache's answer only if it has the length and the digest that were asked for, and comes fast enough to be of use.</summary>
internal sealed class VerifiedBody(LockedFile expected, string host, StallWatchdog watchdog, TransferredBytes bytes, TimeProvider time)
{
    private const int BufferSize = 256 * 1024;

    /// <exception cref="TransferException">The bytes are not the ones asked for, or do not arrive.</exception>
    /// <exception cref="Diagnostics.DatasetException">FWDS5003, 5004: the path cannot be written.</exception>
    public async Task WriteAsync(HttpResponseMessage response, string path)
    {
        if (response.Content.Headers.ContentLength is { } declared && declared != expected.Length)
        {
            throw WrongLength(declared);
        }

        bytes.Expect(expected.Length);
        var file = FileFailure.Guard("write", path, expected.Length, () =>
            new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous));
        await using var _ = file.ConfigureAwait(false);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = await CopyAsync(response, file, hash).ConfigureAwait(false);
        if (length != expected.Length)
        {
            throw WrongLength(length);
        }

        if (Sha256Digest.FromBytes(hash.GetHashAndReset()) != expected.Digest)
        {
            throw new TransferException(FailureKind.ChecksumMismatch, $"what it has as {expected.Digest} are other contents", transient: false)
            {
                Host = host,
            };
        }
    }

    private async Task<long> CopyAsync(HttpResponseMessage response, FileStream file, IncrementalHash hash)
    {
        var pace = new MinimumPace(time);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(expected.Length, 1, BufferSize));
        try
        {
            var body = await response.Content.ReadAsStreamAsync(watchdog.Token).ConfigureAwait(false);
            var length = 0L;
            while (await ReadAsync(body, buffer).ConfigureAwait(false) is > 0 and var read)
            {
                watchdog.Progressed();
                length += read;
                bytes.Arrived(read, length);
                pace.Check(length, host);
                if (length > expected.Length)
                {
                    throw WrongLength(length);
                }

                hash.AppendData(buffer, 0, read);
                await WriteAsync(file, buffer.AsMemory(0, read)).ConfigureAwait(false);
            }

            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<int> ReadAsync(Stream body, byte[] buffer)
    {
        try
        {
            return await body.ReadAsync(buffer, watchdog.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // What is cancelled may look lost.
            watchdog.Token.ThrowIfCancellationRequested();
            throw FailureClassifier.FromException(exception, host);
        }
    }

    private async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> read)
    {
        try
        {
            await file.WriteAsync(read, watchdog.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            throw FileFailure.Of(exception, "write", file.Name, expected.Length);
        }
    }

    private TransferException WrongLength(long length) => new(
        FailureKind.LengthMismatch, $"what it has as {expected.Digest} has {length} bytes instead of {expected.Length}", transient: false)
    {
        Host = host,
    };
}
