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
    public async Task<DownloadOutcome.Completed> CompleteAsync(ReadOnlyMemory<byte> bytes, Representation representation, CancellationToken cancellationToken)
    {
        CheckLength(bytes.Length, representation);
        var content = Verify(bytes.Span, representation.Checksums);
        try
        {
            if (representation.IsGzip)
            {
                using var source = new MemoryStream(bytes.ToArray(), writable: false);
                content = await DecodeAsync(source, request.PartialPath, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                WriteBoth(bytes.Span);
            }

            return new(content, representation.Validator, Resumed: false);
        }
        catch
        {
            FileRemoval.TryDelete(request.CopyPath);
            throw;
        }
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
            var content = representation.IsGzip
                ? await DecodeAsync(partial, cancellationToken).ConfigureAwait(false)
                : await HashAsync(partial, early, cancellationToken).ConfigureAwait(false);
            return new(content, representation.Validator, partial.BytesOfEarlierRun > 0);
        }
        catch
        {
            if (early is not null)
            {
                await early.AbandonAsync().ConfigureAwait(false);
            }

            FileRemoval.TryDelete(request.CopyPath);
            throw;
        }
    }

    private async Task<Content> HashAsync(PartialFile partial, EarlyPass? early, CancellationToken cancellationToken)
    {
        var pass = early?.ResultAsync(cancellationToken) ?? PartialPass.RunAsync(partial, request.CopyPath, cancellationToken);
        var hashed = await pass.ConfigureAwait(false);
        ThrowOnMismatch(hashed, partial.Representation.Checksums);
        partial.Close();
        return hashed.Content;
    }

    private async Task<Content> DecodeAsync(PartialFile partial, CancellationToken cancellationToken)
    {
        var (path, decoded) = (request.PartialPath, request.PartialPath + ".decoded");
        var checksums = partial.Representation.Checksums;
        if (!checksums.IsEmpty)
        {
            // Declared are those of the bytes as sent.
            ThrowOnMismatch(await PartialPass.RunAsync(partial, copyPath: null, cancellationToken).ConfigureAwait(false), checksums);
        }

        var content = await Task.Run(() => DecodeAsync(partial.ReadAll(), decoded, cancellationToken), cancellationToken).ConfigureAwait(false);
        // This removes the sidecar too, which describes the encoded bytes.
        partial.Close();
        return FileFailure.Guard("write", path, null, () =>
        {
            FileRename.Over(decoded, path);
            return content;
        });
    }

    private async Task<Content> DecodeAsync(Stream source, string path, CancellationToken cancellationToken)
    {
        var isWhole = false;
        try
        {
            using var reader = new GzipReader(source);
            using var file = WritableFile.Create(path, request.IsPartialPrivate);
            using var copy = request.CopyPath is { } copyPath ? WritableFile.Create(copyPath, isPrivate: false) : null;
            var decoded = await new CopyingHasher(copy is null ? [file] : [file, copy])
                .RunAsync((buffer, _, _) => new(reader.Read(buffer.Span)), cancellationToken).ConfigureAwait(false);
            isWhole = true;
            return decoded.Content;
        }
        catch (InvalidDataException)
        {
            throw new WrongBytesException(FailureKind.ChecksumMismatch, "checksum of its gzip encoding");
        }
        finally
        {
            if (!isWhole)
            {
                FileRemoval.TryDelete(path);
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

    private static Content Verify(ReadOnlySpan<byte> bytes, DeclaredChecksums declared)
    {
        using var hasher = new ContentHasher(declared);
        hasher.Append(bytes);
        var hashed = hasher.Finish();
        ThrowOnMismatch(hashed, declared);
        return hashed.Content;
    }

    private static void ThrowOnMismatch(HashedContent hashed, DeclaredChecksums declared)
    {
        if (declared.FirstMismatch(hashed) is { } algorithm)
        {
            throw new WrongBytesException(FailureKind.ChecksumMismatch, $"{algorithm.Name()} checksum");
        }
    }

    private void WriteBoth(ReadOnlySpan<byte> bytes)
    {
        Write(request.PartialPath, request.IsPartialPrivate, bytes);
        if (request.CopyPath is { } copyPath)
        {
            Write(copyPath, isPrivate: false, bytes);
        }
    }

    private static void Write(string path, bool isPrivate, ReadOnlySpan<byte> bytes)
    {
        using var file = WritableFile.Create(path, isPrivate, bytes.Length);
        file.Write(bytes, position: 0);
    }
}
