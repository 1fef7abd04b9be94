using System.Net;
using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Cache.Remote;

/// <summary>A file as the body of a request. The upload ends if the server takes no bytes or takes them too slowly.</summary>
internal sealed class UploadContent(FileStream contents, long length, StallWatchdog watchdog, TimeProvider time, string host) : HttpContent
{
    private const int BufferSize = 256 * 1024;

    /// <summary><see langword="null"/> unless the upload was ended because it was too slow.</summary>
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
