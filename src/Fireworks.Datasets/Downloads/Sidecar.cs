using System.Text.Json;
using System.Text.Json.Serialization;
using Fireworks.Datasets.Integrity;

namespace Fireworks.Datasets.Downloads;

/// <summary>
/// What is known of the partial file beside it, enough to go on in another run: no URL, no secret. It never claims more
/// than was written: it is replaced by rename, after the bytes.
/// </summary>
/// <param name="Ranges">The bytes that have arrived, as pairs of start and end (exclusive).</param>
/// <param name="Boot">See <see cref="BootSession"/>.</param>
internal sealed record Sidecar(
    int Version, string ETag, long Length, bool AcceptsRanges, bool IsGzip,
    IReadOnlyList<string> Checksums, IReadOnlyList<long[]> Ranges, string Boot)
{
    private const int CurrentVersion = 1;

    /// <summary>Far above what a file of any length needs.</summary>
    private const int MaxBytes = 1024 * 1024;

    public static string PathFor(string partialPath) => partialPath + ".json";

    public static Sidecar Describe(Representation representation, RangeSet arrived, string boot) => new(
        CurrentVersion, representation.Validator.ToString()!, representation.Length!.Value, representation.AcceptsRanges, representation.IsGzip,
        representation.Checksums.ToText(), [.. arrived.Ranges.Select(range => new[] { range.Start, range.End })], boot);

    /// <summary>Null where it makes no sense, or none to go on with: it is only a memory.</summary>
    public static (Representation Representation, RangeSet Arrived)? Read(string partialPath, string boot)
    {
        try
        {
            var file = new FileInfo(partialPath);
            return file is { Exists: true, LinkTarget: null } && new FileInfo(PathFor(partialPath)).Length <= MaxBytes
                ? JsonSerializer.Deserialize(File.ReadAllBytes(PathFor(partialPath)), SidecarJson.Default.Sidecar)?.Check(file.Length, boot)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Replaces what an earlier one said; whoever is killed meanwhile leaves the earlier one.</summary>
    public void Write(string partialPath)
    {
        var path = PathFor(partialPath);
        TransferFile.Write(path + ".tmp", JsonSerializer.SerializeToUtf8Bytes(this, SidecarJson.Default.Sidecar), isPrivate: true);
        File.Move(path + ".tmp", path, overwrite: true);
    }

    private (Representation, RangeSet)? Check(long fileLength, string boot)
    {
        if (Version != CurrentVersion || Length <= 0 || Checksums is null || Ranges is null
            || !Validator.TryParse(ETag, out var validator) || !DeclaredChecksums.TryParse(Checksums, out var checksums)
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
