using System.Buffers;
using System.Security.Cryptography;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Integrity;
using Fireworks.Datasets.LockFiles;

namespace Fireworks.Datasets.RemoteCaching;

/// <summary>Takes a cache's answer only if it has the length and the digest that were asked for, and comes fast enough to be of use.</summary>
internal sealed class VerifiedBody(LockedFile expected, StallWatchdog watchdog, TimeProvider time)
{
    private const int BufferSize = 256 * 1024;

    /// <summary>Below this many bytes a second, measured from ten seconds on, a cache only delays.</summary>
    private const long MinRate = 64 * 1024;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <exception cref="TransferException">The bytes are not the ones asked for, or do not arrive.</exception>
    public async Task WriteAsync(HttpResponseMessage response, string path, string host)
    {
        if (response.Content.Headers.ContentLength is { } declared && declared != expected.Length)
        {
            throw Wrong(declared, host);
        }

        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await using var _ = file.ConfigureAwait(false);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = await CopyAsync(response, file, hash, host).ConfigureAwait(false);
        if (length != expected.Length)
        {
            throw Wrong(length, host);
        }

        if (Sha256Digest.FromBytes(hash.GetHashAndReset()) != expected.Digest)
        {
            throw new TransferException(FailureKind.ChecksumMismatch, $"its contents for {expected.Digest} are other ones", transient: false) { Host = host };
        }
    }

    private async Task<long> CopyAsync(HttpResponseMessage response, FileStream file, IncrementalHash hash, string host)
    {
        var started = time.GetTimestamp();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var body = await response.Content.ReadAsStreamAsync(watchdog.Token).ConfigureAwait(false);
            var length = 0L;
            while (await ReadAsync(body, buffer, host).ConfigureAwait(false) is > 0 and var read)
            {
                watchdog.Progressed();
                length += read;
                ThrowIfUseless(length, time.GetElapsedTime(started), host);
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), watchdog.Token).ConfigureAwait(false);
            }

            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<int> ReadAsync(Stream body, byte[] buffer, string host)
    {
        try
        {
            return await body.ReadAsync(buffer, watchdog.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw FailureClassifier.FromException(exception, host);
        }
    }

    private void ThrowIfUseless(long length, TimeSpan elapsed, string host)
    {
        if (length > expected.Length)
        {
            throw Wrong(length, host);
        }

        if (elapsed > s_patience && length < MinRate * elapsed.TotalSeconds)
        {
            throw new TransferException(FailureKind.Stalled, "it is slower than the service would be", transient: true) { Host = host };
        }
    }

    private TransferException Wrong(long length, string host) => new(
        FailureKind.LengthMismatch, $"its contents for {expected.Digest} have {length} bytes instead of {expected.Length}", transient: false)
    {
        Host = host,
    };
}
