using Fireworks.Datasets.Transfers.Partials;

namespace Fireworks.Datasets.Transfers;

/// <summary>
/// The last step of a download: compares all bytes with the length and checksums that storage declares, decodes them if
/// needed, and puts the file and its copy in place. If bytes are wrong, it throws <see cref="WrongBytesException"/> and leaves no copy.
/// </summary>
internal sealed class Completion(DownloadRequest request)
{
    /// <summary>Completes a download whose bytes are in memory.</summary>
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

    /// <summary>Completes a download whose bytes are all in the partial file, which becomes the whole file and loses its sidecar.</summary>
    /// <param name="early">The pass over the partial file that began while bytes arrived; <see langword="null"/> if none began.</param>
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
            // Storage declares checksums of the bytes as sent, so they are verified before decoding.
            ThrowOnMismatch(await PartialPass.RunAsync(partial, copyPath: null, cancellationToken).ConfigureAwait(false), checksums);
        }

        var content = await Task.Run(() => DecodeAsync(partial.ReadAll(), decoded, cancellationToken), cancellationToken).ConfigureAwait(false);
        // This also deletes the sidecar, which describes the encoded bytes and must not stay beside the decoded ones.
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
                .RunAsync((buffer, position, _) => new(Decode(reader, buffer.Span, position)), cancellationToken).ConfigureAwait(false);
            isWhole = true;
            return decoded.Content;
        }
        catch (InvalidDataException)
        {
            throw WrongBytesException.OfChecksum("checksum of its gzip encoding");
        }
        finally
        {
            if (!isWhole)
            {
                FileRemoval.TryDelete(path);
            }
        }
    }

    private int Decode(GzipReader reader, Span<byte> buffer, long position)
    {
        var count = reader.Read(buffer);
        request.Bounds.CheckDecoded(position + count);
        return count;
    }

    private static void CheckLength(long arrived, Representation representation)
    {
        if (representation.Length is { } length && length != arrived)
        {
            throw WrongBytesException.OfLength("length", length, arrived);
        }

        if (representation.StoredLength is { } stored && stored != arrived)
        {
            throw WrongBytesException.OfLength("length in x-goog-stored-content-length", stored, arrived);
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
            throw WrongBytesException.OfChecksum($"{algorithm.Name()} checksum");
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
