using System.Text.Json;
using System.Text.Json.Serialization;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Transfers.Ranges;

namespace Fireworks.Datasets.Transfers.Partials;

/// <summary>
/// The JSON file beside a partial file with what another run needs to continue it. It holds no URL and no secret. It never
/// lists bytes that were not written, because it is replaced by rename, and only after the bytes are written.
/// </summary>
/// <param name="Writer">A random name of the <see cref="PartialFile"/> instance that writes the file and this sidecar.</param>
/// <param name="Ranges">The bytes that have arrived, as pairs of start and end (exclusive).</param>
/// <param name="Boot">The boot in which this sidecar was written, see <see cref="BootSession"/>.</param>
internal sealed record Sidecar(
    int Version, string Writer, string ETag, long Length, bool AcceptsRanges, bool IsGzip,
    IReadOnlyList<string> Checksums, IReadOnlyList<long[]> Ranges, string Boot)
{
    private const int CurrentVersion = 2;

    /// <summary>
    /// A longer sidecar is not read. There are at most a few gaps for each connection, so the limit is far above what a file of any length
    /// needs.
    /// </summary>
    private const int MaxBytes = 64 * 1024;

    public static string PathFor(string partialPath) => partialPath + ".json";

    public static Sidecar Describe(string writer, Representation representation, RangeSet arrived, string boot) => new(
        CurrentVersion, writer, representation.Validator!.ToString(), representation.Length!.Value, representation.AcceptsRanges, representation.IsGzip,
        representation.Checksums.ToText(), [.. arrived.Ranges.Select(range => new[] { range.Start, range.End })], boot);

    /// <summary>Reads the sidecar; <see langword="null"/> if it is missing or invalid, or the partial file cannot be trusted.</summary>
    public static (Representation Representation, RangeSet Arrived)? Read(string partialPath, string boot)
    {
        return FileStamp.Of(partialPath) is { } file ? Read(partialPath)?.Check(file.Length, boot) : null;
    }

    /// <summary>Whether this writer wrote the sidecar. If so, the partial file beside it is this writer's, too.</summary>
    public static bool IsBy(string writer, string partialPath) => Read(partialPath)?.Writer == writer;

    /// <summary>Writes the first sidecar of a new partial file. It needs no rename, because it replaces no other.</summary>
    public void Begin(string partialPath) => NewFile.Write(PathFor(partialPath), ToBytes(), isPrivate: true);

    /// <summary>Replaces the sidecar by rename. If the process is killed meanwhile, the earlier sidecar remains.</summary>
    public void Write(string partialPath)
    {
        var path = PathFor(partialPath);
        NewFile.Write(path + ".tmp", ToBytes(), isPrivate: true);
        FileRename.Over(path + ".tmp", path);
    }

    private static Sidecar? Read(string partialPath)
    {
        try
        {
            return AtomicFile.ReadAllBytes(PathFor(partialPath), isPrivate: true, MaxBytes) is { } bytes ? JsonSerializer.Deserialize(bytes, SidecarJson.Default.Sidecar) : null;
        }
        catch (Exception exception) when (exception is JsonException or DatasetException)
        {
            return null;
        }
    }

    private byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, SidecarJson.Default.Sidecar);

    private (Representation, RangeSet)? Check(long fileLength, string boot)
    {
        if (Version != CurrentVersion || Length <= 0 || Checksums?.Contains(null!) != false || Ranges is null
            || Validator.Parse(ETag) is not { } validator || !DeclaredChecksums.TryParse(Checksums, out var checksums)
            || (Boot != boot && checksums.IsEmpty))
        {
            return null;
        }

        var arrived = new RangeSet();
        foreach (var pair in Ranges)
        {
            if (pair is not [>= 0 and var start, var end] || start >= end || end > Math.Min(Length, fileLength))
            {
                return null;
            }

            arrived.Add(new(start, end));
        }

        return arrived.Total == 0 ? null : (new(validator, Length, AcceptsRanges, IsGzip, checksums), arrived);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Sidecar))]
internal sealed partial class SidecarJson : JsonSerializerContext;
