using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Files;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Transfers.Partials;

namespace Fireworks.Datasets.Transfers;

/// <summary>
/// The last step: holds all bytes against what storage declares, decodes them where needed, and leaves the file and its
/// copy in place. Bytes that are wrong leave no copy, and throw <see cref="WrongBytesException"/>.
/// </summary>
internal sealed class Completion(DownloadRequest request)
{
    /// <summary>Bytes in memory.</summary>
    public DownloadOutcome.Completed Complete(ReadOnlyMemory<byte> contents, Representation representation, CancellationToken cancellationToken)
    {
        CheckLength(contents.Length, representation);
        var digest = Verify(contents.Span, representation.Checksums);
        return OrWithoutCopy(() =>
        {
            var length = (long)contents.Length;
            if (representation.IsGzip)
            {
                using var source = new MemoryStream(contents.ToArray(), writable: false);
                (digest, length) = Decode(source, request.PartialPath, cancellationToken);
            }
            else
            {
                WriteBoth(contents);
            }

            return new DownloadOutcome.Completed(digest, length, representation.Validator, false);
        });
    }

    /// <summary>Bytes in the partial file, all of them. Afterwards it is the whole file, and has no sidecar.</summary>
    /// <param name="early">The pass over it, where that has begun.</param>
    public async Task<DownloadOutcome.Completed> CompleteAsync(PartialFile partial, EarlyPass? early, CancellationToken cancellationToken)
    {
        var representation = partial.Representation;
        partial.SaveComplete();
        try
        {
            CheckLength(partial.Arrived, representation);
            var (digest, length) = representation.IsGzip
                ? await DecodeAsync(partial, cancellationToken).ConfigureAwait(false)
                : await HashAsync(partial, early, cancellationToken).ConfigureAwait(false);
            return new(digest, length, representation.Validator, partial.BytesOfEarlierRun > 0);
        }
        catch
        {
            if (early is not null)
            {
                await early.AbandonAsync().ConfigureAwait(false);
            }

            Remove(request.CopyPath);
            throw;
        }
    }

    private async Task<(Sha256Digest, long)> HashAsync(PartialFile partial, EarlyPass? early, CancellationToken cancellationToken)
    {
        var checksums = partial.Representation.Checksums;
        var pass = early?.ResultAsync(cancellationToken) ?? FinalPass.RunAsync(partial, request.CopyPath, checksums, cancellationToken);
        var hashes = await pass.ConfigureAwait(false);
        ThrowOnMismatch(hashes, checksums);
        partial.Close();
        return (hashes.Sha256, hashes.Length);
    }

    private async Task<(Sha256Digest, long)> DecodeAsync(PartialFile partial, CancellationToken cancellationToken)
    {
        var (path, decoded) = (request.PartialPath, request.PartialPath + ".decoded");
        var checksums = partial.Representation.Checksums;
        if (!checksums.IsEmpty)
        {
            // Declared are those of the bytes as sent.
            ThrowOnMismatch(await FinalPass.RunAsync(partial, null, checksums, cancellationToken).ConfigureAwait(false), checksums);
        }

        return await Task.Run(() =>
        {
            var result = Decode(partial.ReadAll(), decoded, cancellationToken);
            // With the sidecar, which describes the encoded bytes.
            partial.Close();
            return FileFailure.Guard("write", path, null, () =>
            {
                File.Move(decoded, path, overwrite: true);
                return result;
            });
        }, cancellationToken).ConfigureAwait(false);
    }

    private (Sha256Digest, long) Decode(Stream source, string path, CancellationToken cancellationToken)
    {
        var isWhole = false;
        try
        {
            var decoded = GzipPass.Run(source, path, request.CopyPath, request.IsPartialPrivate, cancellationToken);
            isWhole = true;
            return decoded;
        }
        catch (InvalidDataException)
        {
            throw new WrongBytesException(FailureKind.ChecksumMismatch, "checksum of its gzip encoding");
        }
        finally
        {
            if (!isWhole)
            {
                Remove(path);
            }
        }
    }

    private static void CheckLength(long arrived, Representation representation)
    {
        if (representation.Length is { } length && length != arrived)
        {
            throw new WrongBytesException(FailureKind.LengthMismatch, "length") { Declared = length, Arrived = arrived };
        }

        if (representation.StoredLength is { } stored && stored != arrived)
        {
            throw new WrongBytesException(FailureKind.LengthMismatch, "length in x-goog-stored-content-length") { Declared = stored, Arrived = arrived };
        }
    }

    private static Sha256Digest Verify(ReadOnlySpan<byte> contents, DeclaredChecksums declared)
    {
        if (declared.IsEmpty)
        {
            return Sha256Digest.Of(contents);
        }

        using var hasher = ContentHasher.For(declared);
        hasher.Append(contents);
        var hashes = hasher.Finish();
        ThrowOnMismatch(hashes, declared);
        return hashes.Sha256;
    }

    private static void ThrowOnMismatch(ContentHashes hashes, DeclaredChecksums declared)
    {
        if (declared.FirstMismatch(hashes) is { } algorithm)
        {
            throw new WrongBytesException(FailureKind.ChecksumMismatch, $"{algorithm.Name()} checksum");
        }
    }

    private void WriteBoth(ReadOnlyMemory<byte> contents)
    {
        FileFailure.Guard("write", request.PartialPath, contents.Length, () =>
        {
            NewFile.Write(request.PartialPath, contents.Span, request.IsPartialPrivate);
            return true;
        });
        if (request.CopyPath is { } copyPath)
        {
            using var copy = FileFailure.Guard("write", copyPath, contents.Length, () =>
                File.OpenHandle(copyPath, FileMode.Create, FileAccess.Write, FileShare.None));
            FinalPass.Write(copy, copyPath, contents.Span, 0, contents.Length);
        }
    }

    private T OrWithoutCopy<T>(Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch
        {
            Remove(request.CopyPath);
            throw;
        }
    }

    public static void Remove(string? path)
    {
        try
        {
            Delete(path);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // The failure that led here is the one to tell.
        }
    }

    private static bool Delete(string? path)
    {
        if (path is not null)
        {
            File.Delete(path);
        }

        return true;
    }
}
