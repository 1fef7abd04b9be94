using System.Globalization;

namespace Fireworks.Datasets.Emulator;

/// <summary>200, 206 or 416 with an object, and all that the storage declares about it.</summary>
internal static class ObjectAnswer
{
    public static Answer Create(StoredObject found, ServiceRequest request)
    {
        var gzipped = found.Options.GzipEncoded;
        var transcoded = gzipped && request.Header("Accept-Encoding")?.Contains("gzip", StringComparison.OrdinalIgnoreCase) != true;
        var content = transcoded ? found.Content : found.Stored;
        var whole = new Answer(200)
        {
            Content = content,
            Count = content.Length,
            Framing = transcoded || found.Options.NoLength ? Framing.Chunked : Framing.Length,
            Headers = [.. Declarations(found)],
        };
        if (gzipped)
        {
            whole = transcoded
                ? whole.With("Warning", "214 UploadServer gunzipped").With("Vary", "Accept-Encoding")
                : whole.With("Content-Encoding", "gzip");
        }

        var ranges = !transcoded && !found.Options.NoRanges;
        return Customise(ranges ? Part(whole.With("Accept-Ranges", "bytes"), found, request) : whole, found.Options);
    }

    private static Answer Part(Answer whole, StoredObject found, ServiceRequest request)
    {
        if (request.Header("Range") is not { } header
            || (request.Header("If-Range") is { } condition && !found.Options.IgnoresIfRange && !SameStrong(condition, found.ETag))
            || !ByteRange.TryParse(header, whole.Count, out var range))
        {
            return whole;
        }

        return range is { } part
            ? (whole with { Status = 206, Offset = part.Start, Count = part.Count })
                .With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {part.Start}-{part.End}/{whole.Count}"))
            : StorageError.Xml(416, "InvalidRange", "The requested range cannot be satisfied.")
                .With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes */{whole.Count}"));
    }

    private static IEnumerable<KeyValuePair<string, string>> Declarations(StoredObject found)
    {
        yield return new("Content-Type", "application/octet-stream");
        yield return new("Last-Modified", found.LastModified.ToString("r", CultureInfo.InvariantCulture));
        yield return new("x-goog-generation", found.Generation.ToString(CultureInfo.InvariantCulture));
        yield return new("x-goog-stored-content-length", found.Stored.Length.ToString(CultureInfo.InvariantCulture));
        yield return new("x-goog-stored-content-encoding", found.Options.GzipEncoded ? "gzip" : "identity");
        if (found.ETag is { } etag)
        {
            yield return new("ETag", etag);
        }

        if (found.Options.NoHashes)
        {
            yield break;
        }

        string[] hashes = found.Hashes.Md5 is { } md5 ? [$"crc32c={found.Hashes.Crc32C}", $"md5={md5}"] : [$"crc32c={found.Hashes.Crc32C}"];
        foreach (var value in found.Options.SplitHashHeader ? hashes : [string.Join(',', hashes)])
        {
            yield return new("x-goog-hash", value);
        }
    }

    private static Answer Customise(Answer answer, ObjectOptions options)
    {
        foreach (var (name, value) in options.Headers)
        {
            answer = answer.Without(name);
            answer = value is null ? answer : answer.With(name, value);
        }

        return answer;
    }

    private static bool SameStrong(string condition, string? etag) => etag?.StartsWith('"') == true && condition == etag;
}
