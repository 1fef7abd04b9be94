using System.Text.Json;
using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.InPlace;

/// <summary>Reads what <see cref="DatasetStateWriter"/> wrote. A file with anything unexpected in it counts as missing.</summary>
internal static class DatasetStateReader
{
    public const int Version = 1;

    /// <summary>No dataset has more: see <see cref="Service.ApiOptions.MaxFiles"/> and the limit of a lock file.</summary>
    private const int MaxFiles = 500_000;

    public static DatasetState? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var json = new Utf8JsonReader(bytes);
            return Next(ref json, JsonTokenType.StartObject)
                && NextProperty(ref json, "version"u8) && Next(ref json, JsonTokenType.Number) && json.TryGetInt32(out var version) && version == Version
                && NextProperty(ref json, "dataset"u8) && Next(ref json, JsonTokenType.String) && DatasetKey.TryParse(json.GetString()!, out var dataset)
                && NextProperty(ref json, "service"u8) && Next(ref json, JsonTokenType.String) && json.GetString() is { } service
                && NextProperty(ref json, "files"u8) && ReadFiles(ref json) is { } files
                && Next(ref json, JsonTokenType.EndObject) && !json.Read()
                    ? new DatasetState(dataset, service, files)
                    : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The JSON reader throws an InvalidOperationException for a string that is not valid Unicode.
            return null;
        }
    }

    private static Dictionary<string, FileInPlace?>? ReadFiles(ref Utf8JsonReader json)
    {
        if (!Next(ref json, JsonTokenType.StartObject))
        {
            return null;
        }

        var files = new Dictionary<string, FileInPlace?>(StringComparer.Ordinal);
        while (Next(ref json, JsonTokenType.PropertyName))
        {
            var name = json.GetString()!;
            if (files.Count == MaxFiles || !Next(ref json, JsonTokenType.StartArray) || !TryReadFile(ref json, out var file) || !files.TryAdd(name, file))
            {
                return null;
            }
        }

        return json.TokenType == JsonTokenType.EndObject ? files : null;
    }

    /// <summary>Reads the rest of an array whose <c>[</c> was just read, up to its <c>]</c>.</summary>
    private static bool TryReadFile(ref Utf8JsonReader json, out FileInPlace? file)
    {
        file = null;
        if (Next(ref json, JsonTokenType.EndArray))
        {
            return true;
        }

        if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out var length) || length < 0
            || !Next(ref json, JsonTokenType.Number) || !json.TryGetInt64(out var ticks) || ticks < 0 || ticks > DateTime.MaxValue.Ticks
            || !Next(ref json, JsonTokenType.String) || !Sha256Digest.TryParse(json.GetString(), out var digest))
        {
            return false;
        }

        var etag = Next(ref json, JsonTokenType.String) ? json.GetString() : null;
        if (etag is not null && !json.Read())
        {
            return false;
        }

        var isOurs = json.TokenType != JsonTokenType.False;
        file = new FileInPlace(new(length, digest), ticks, Validator.Parse(etag), isOurs);
        return (isOurs || json.Read()) && json.TokenType == JsonTokenType.EndArray;
    }

    private static bool Next(ref Utf8JsonReader json, JsonTokenType type) => json.Read() && json.TokenType == type;

    private static bool NextProperty(ref Utf8JsonReader json, ReadOnlySpan<byte> name) =>
        Next(ref json, JsonTokenType.PropertyName) && json.ValueTextEquals(name);
}
