using System.Net;
using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Cache.Remote;

/// <summary>A file as the body of a request, watched: a server that takes nothing, or next to nothing, is left.</summary>
internal sealed class UploadContent(FileStream contents, long length, StallWatchdog watchdog, TimeProvider time, string host) : HttpContent
{
    private const int BufferSize = 256 * 1024;

    /// <summary>Why the upload was given up, where it was us who did.</summary>
    public TransferException? Failure { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var pace = new MinimumPace(time);
        var buffer = new byte[Math.Min(BufferSize, Math.Max(1, length))];
        var sent = 0L;
        try
        {
            while (await contents.ReadAsync(buffer, watchdog.Token).ConfigureAwait(false) is > 0 and var read)
            {
                await stream.WriteAsync(buffer.AsMemory(0, read), watchdog.Token).ConfigureAwait(false);
                watchdog.Progressed();
                pace.Check(sent += read, host);
            }
        }
        catch (TransferException tooSlow)
        {
            Failure = tooSlow;
            throw;
        }
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }
}
