using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Cache;

/// <summary>What was last seen of a remote file: its content, and the validator that storage sent with it.</summary>
/// <param name="Validator"><see langword="null"/> if storage sent no strong ETag.</param>
internal sealed record RemoteRecord(Content Content, Validator? Validator)
{
    /// <summary>No record is longer, not even with the longest <see cref="Http.Validator"/>.</summary>
    public const int MaxBytes = 4096;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The record as one line: <c>{"etag":"…","length":1,"sha256":"…"}</c>. The ETag is empty if there is no validator.</summary>
    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteString("etag"u8, Validator?.ToString() ?? "");
            json.WriteNumber("length"u8, Content.Length);
            json.WriteString("sha256"u8, Content.Digest.ToString());
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote; <see langword="null"/> for anything else, such as an incomplete line.</summary>
    public static RemoteRecord? Parse(ReadOnlySpan<byte> line)
    {
        if (!line.EndsWith("\n"u8))
        {
            return null;
        }

        try
        {
            var json = new Utf8JsonReader(line);
            return json.Read() && json.TokenType == JsonTokenType.StartObject
                && Is(ref json, "etag"u8, JsonTokenType.String) && json.GetString() is { } etag
                && Is(ref json, "length"u8, JsonTokenType.Number) && json.TryGetInt64(out var length) && length >= 0
                && Is(ref json, "sha256"u8, JsonTokenType.String) && Sha256Digest.TryParse(json.GetString(), out var digest)
                && json.Read() && json.TokenType == JsonTokenType.EndObject && !json.Read()
                    ? new RemoteRecord(new(length, digest), Validator.Parse(etag))
                    : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool Is(ref Utf8JsonReader json, ReadOnlySpan<byte> name, JsonTokenType type) =>
        json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals(name) && json.Read() && json.TokenType == type;
}
