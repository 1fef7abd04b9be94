using System.Text;
using System.Text.Json;
using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Service;

/// <summary>The service's own words about an error.</summary>
internal static class ServiceMessage
{
    /// <summary>Bytes that are looked at; the message shown is much shorter.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>
    /// The message of <c>{"code": 5, "message": "..."}</c> (gRPC-gateway) or <c>{"error": {"message": "..."}}</c>;
    /// of anything else its text. Empty where there is none.
    /// </summary>
    public static async Task<string> ReadAsync(AnswerBody body)
    {
        try
        {
            var bytes = await body.ReadBeginningAsync(MaxLength).ConfigureAwait(false);
            return body.Scrub(FromJson(bytes) ?? PlainText.FromHtml(Encoding.UTF8.GetString(bytes)));
        }
        catch (TransferException)
        {
            // The status, which has arrived, says more than why the words about it have not.
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
