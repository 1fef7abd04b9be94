using System.Text.Json;
using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Service;

/// <summary>Reads the service's own error message from an answer.</summary>
internal static class ServiceMessage
{
    /// <summary>
    /// Returns the message of <c>{"code": 5, "message": "..."}</c> (gRPC-gateway) or <c>{"error": {"message": "..."}}</c>,
    /// and for any other body its plain text. The result is empty if there is none.
    /// </summary>
    public static async Task<string> ReadAsync(AnswerBody body)
    {
        try
        {
            var bytes = await body.ReadBeginningAsync(PlainText.MaxLength).ConfigureAwait(false);
            return FromJson(bytes) ?? PlainText.FromPage(bytes, isWhole: bytes.Length < PlainText.MaxLength);
        }
        catch (TransferException)
        {
            // The caller reports the status, which is more useful than the reason why this body could not be read.
            return "";
        }
    }

    internal static string? FromJson(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Find(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Find(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Object when element.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String => message.GetString(),
        JsonValueKind.Object when element.TryGetProperty("error", out var error) => Find(error),
        _ => null,
    };
}
