using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Fireworks.Datasets.Emulator;

/// <summary>Sends an answer that keeps the rules of HTTP, through the HTTP server.</summary>
internal static class AnswerWriter
{
    /// <param name="last">Called just before the last bytes go out.</param>
    public static async Task WriteAsync(HttpResponse response, Answer answer, JournalEntry entry, Action last, CancellationToken cancellationToken)
    {
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = StringValues.Concat(response.Headers[name], value);
        }

        var left = answer.HasBody ? answer.Count : 0;
        if (answer.HasBody && answer.Framing == Framing.Length)
        {
            response.ContentLength = left;
        }

        if (left == 0 || HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            last();
            return;
        }

        using var reader = answer.Content.Open();
        Pace pace = new(answer.BytesPerSecond);
        var offset = answer.Offset;
        while (left > 0)
        {
            var count = (int)Math.Min(left, pace.ChunkSize);
            reader.Read(offset, response.BodyWriter.GetMemory(count).Span[..count]);
            response.BodyWriter.Advance(count);
            entry.AddBytes(count);
            offset += count;
            left -= count;
            if (left == 0)
            {
                last();
            }

            var flushed = await response.BodyWriter.FlushAsync(cancellationToken);
            if (flushed.IsCompleted)
            {
                return;
            }

            await pace.SentAsync(count, cancellationToken);
        }
    }
}
