using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Fireworks.Datasets.Emulator;

/// <summary>
/// Sends an answer that breaks the rules of HTTP: straight to the socket, which the server leaves alone meanwhile,
/// because it has nothing of its own to send before this request is answered.
/// </summary>
internal static class RawAnswerWriter
{
    /// <param name="last">Called just before the connection is ended.</param>
    /// <param name="cancellationToken">Cancelled when the client has gone, or the emulator is disposed.</param>
    public static async Task WriteAsync(Socket socket, Answer answer, JournalEntry entry, Action last, CancellationToken cancellationToken)
    {
        if (answer.Verbatim is { } verbatim)
        {
            await SendAsync(socket, verbatim, cancellationToken);
        }
        else if (!answer.Silent)
        {
            await SendAsync(socket, Head(answer), cancellationToken);
            await SendBodyAsync(socket, answer, entry, cancellationToken);
        }

        last();
        switch (answer.Ending)
        {
            case Ending.Reset:
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                socket.Dispose();
                return;
            case Ending.Stall:
                break;
            default:
                socket.Shutdown(SocketShutdown.Send);
                break;
        }

        // The client's turn: after FIN it closes its side too; a reset from here could take back bytes on the way.
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private static async Task SendBodyAsync(Socket socket, Answer answer, JournalEntry entry, CancellationToken cancellationToken)
    {
        using var reader = answer.Content.Open();
        Pace pace = new(answer.BytesPerSecond);
        var buffer = new byte[pace.ChunkSize];
        var left = answer.HasBody ? Math.Min(answer.EndAfter ?? answer.Count, answer.Count) : 0;
        var offset = answer.Offset;
        while (left > 0)
        {
            var count = (int)Math.Min(left, buffer.Length);
            reader.Read(offset, buffer.AsSpan(0, count));
            entry.AddBytes(count);
            offset += count;
            left -= count;
            if (answer.Framing == Framing.Chunked)
            {
                await SendAsync(socket, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{count:x}\r\n")), cancellationToken);
            }

            await SendAsync(socket, buffer.AsMemory(0, count), cancellationToken);
            if (answer.Framing == Framing.Chunked)
            {
                await SendAsync(socket, "\r\n"u8.ToArray(), cancellationToken);
            }

            await pace.SentAsync(count, cancellationToken);
        }
    }

    private static byte[] Head(Answer answer)
    {
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} {ReasonPhrases.GetReasonPhrase(answer.Status)}\r\n");
        foreach (var (name, value) in answer.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        var framing = answer.Framing switch
        {
            _ when !answer.HasBody => "",
            Framing.Length => string.Create(CultureInfo.InvariantCulture, $"Content-Length: {answer.DeclaredLength ?? answer.Count}\r\n"),
            Framing.Chunked => "Transfer-Encoding: chunked\r\n",
            _ => "Connection: close\r\n",
        };
        return Encoding.Latin1.GetBytes(head.Append(framing).Append("\r\n").ToString());
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken)..];
        }
    }
}
