using System.Globalization;
using System.IO.Compression;

namespace Fireworks.Datasets.Emulator;

/// <summary>One version of one file in the storage. A request that has begun keeps its version.</summary>
internal sealed class StoredObject
{
    private StoredObject(ObjectContent content, ObjectContent stored, long generation, ObjectOptions options)
    {
        Content = content;
        Stored = stored;
        Generation = generation;
        Options = options;
        Hashes = new ObjectHashes(stored);
    }

    /// <summary>What the user put in and wants back.</summary>
    public ObjectContent Content { get; }

    /// <summary>What the storage keeps: gzipped where the options say so.</summary>
    public ObjectContent Stored { get; }

    /// <summary>Microseconds since 1970, as Google Cloud Storage numbers its versions; never the same twice.</summary>
    public long Generation { get; }

    public ObjectOptions Options { get; }
    public ObjectHashes Hashes { get; }
    public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch.AddMicroseconds(Generation);

    public string? ETag
    {
        get
        {
            var tag = string.Create(CultureInfo.InvariantCulture, $"\"{Generation:x}-{Stored.Length:x}\"");
            return Options switch
            {
                { NoETag: true } => null,
                { WeakETag: true } => "W/" + tag,
                _ => tag,
            };
        }
    }

    public static StoredObject Create(ObjectContent content, long generation, ObjectOptions options) =>
        new(content, options.GzipEncoded ? Gzip(content) : content, generation, options);

    public static MemoryContent Gzip(ObjectContent content, CompressionLevel level = CompressionLevel.Fastest)
    {
        using MemoryStream stored = new();
        using (GZipStream gzip = new(stored, level))
        {
            gzip.Write(content.ToArray());
        }

        return new MemoryContent(stored.ToArray());
    }
}
