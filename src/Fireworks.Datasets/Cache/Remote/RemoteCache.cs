using Fireworks.Datasets.Http;
using Fireworks.Datasets.Transfers;

namespace Fireworks.Datasets.Cache.Remote;

/// <summary>
/// A content store on a server, which machines share. It only saves work: its answers are verified before use, and no failure of
/// it fails a build.
/// </summary>
internal sealed class RemoteCache(RemoteCacheOptions options, HttpMessageHandler handler, TimeProvider time, IFetchLog log) : IDisposable
{
    /// <summary>A later answer counts as a failure even if it is correct, because thousands of such waits would take minutes.</summary>
    private static readonly TimeSpan s_promptly = TimeSpan.FromSeconds(3);

    private readonly CacheClient _client = new(options, handler, time);
    private readonly CacheHealth _health = new(options.Base.Authority, log);

    /// <summary>Downloads a content to <paramref name="path"/>. A file stays there only if its bytes are the expected ones.</summary>
    /// <exception cref="DatasetException">FWDS5003, 5004: the path cannot be written.</exception>
    public async Task<bool> TryGetAsync(Content expected, string path, TransferProgress progress, CancellationToken cancellationToken)
    {
        if (!_health.MayRead)
        {
            return false;
        }

        var bytes = new TransferredBytes(progress);
        try
        {
            var answer = await _client.GetAsync(expected, path, bytes, cancellationToken).ConfigureAwait(false);
            Judge(answer.Waited);
            if (answer.Found)
            {
                progress.FileDone();
            }

            return answer.Found;
        }
        catch (TransferException failure)
        {
            bytes.Lost();
            bytes.Expect(null);
            FileFailure.Guard("write", path, () => FileRemoval.Delete(path));
            _health.Failed(CacheOperation.Read, failure);
            return false;
        }
    }

    /// <summary>Uploads a verified content. The upload is over when this returns, whether or not the cache took it.</summary>
    public async Task TryPutAsync(Content content, string path, CancellationToken cancellationToken)
    {
        if (options.ReadOnly || !_health.MayWrite(content.Length))
        {
            return;
        }

        try
        {
            var contents = OpenFile.ToRead(path, FileOptions.Asynchronous);
            await using var _ = contents.ConfigureAwait(false);
            if (await _client.PutAsync(content, contents, cancellationToken).ConfigureAwait(false))
            {
                _health.Succeeded(CacheOperation.Write);
            }
            else
            {
                _health.RefusedAsTooLarge(content.Length);
            }
        }
        catch (TransferException failure)
        {
            _health.Failed(CacheOperation.Write, failure);
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // The local file cannot be opened. The next step that needs it reports that.
            log.Message(MessageLevel.Low, $"The remote cache {_client.Host} did not get {content.Digest}: {HeldFolder.Shown(exception.Message)}");
        }
    }

    public void Dispose() => _client.Dispose();

    private void Judge(TimeSpan waited)
    {
        if (waited > s_promptly)
        {
            _health.Failed(CacheOperation.Read, new(
                FailureKind.Status, FormattableString.Invariant($"it took {waited.TotalSeconds:0} s to answer"), transient: true));
        }
        else
        {
            _health.Succeeded(CacheOperation.Read);
        }
    }
}
