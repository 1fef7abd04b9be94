using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fireworks.Datasets.InPlace;

/// <summary>
/// Writes the state file:
/// <code>{"version":1,"dataset":"accounts/a/datasets/d","service":"…","files":{"x.jsonl":[length,ticks,"sha256","etag"],"y.jsonl":[]}}</code>
/// A file that this package did not write ends in <c>false</c>. Files are arrays, which are quick to read: every build reads the state, and a dataset may have many thousands of files.
/// </summary>
internal static class DatasetStateWriter
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlySpan<byte> Write(DatasetState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteNumber("version"u8, DatasetStateReader.Version);
            json.WriteString("dataset"u8, state.Dataset.ToString());
            json.WriteString("service"u8, state.Service);
            json.WriteStartObject("files"u8);
            foreach (var (name, file) in state.Files)
            {
                json.WriteStartArray(name);
                WriteFile(json, file);
                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }

    private static void WriteFile(Utf8JsonWriter json, FileInPlace? file)
    {
        if (file is null)
        {
            return;
        }

        json.WriteNumberValue(file.Content.Length);
        json.WriteNumberValue(file.TimeStampTicks);
        json.WriteStringValue(file.Content.Digest.ToString());
        if (file.Validator is not null)
        {
            json.WriteStringValue(file.Validator.ToString());
        }

        if (!file.IsOurs)
        {
            json.WriteBooleanValue(false);
        }
    }
}
