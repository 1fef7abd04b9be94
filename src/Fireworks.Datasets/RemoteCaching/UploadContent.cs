using System.Net;
using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.RemoteCaching;

/// <summary>A file as the body of a request, watched: a server that takes nothing for too long is left.</summary>
internal sealed class UploadContent(FileStream contents, long length, StallWatchdog watchdog) : HttpContent
{
    private const int BufferSize = 256 * 1024;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var buffer = new byte[Math.Min(BufferSize, Math.Max(1, length))];
        while (await contents.ReadAsync(buffer, watchdog.Token).ConfigureAwait(false) is > 0 and var read)
        {
            await stream.WriteAsync(buffer.AsMemory(0, read), watchdog.Token).ConfigureAwait(false);
            watchdog.Progressed();
        }
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }
}
