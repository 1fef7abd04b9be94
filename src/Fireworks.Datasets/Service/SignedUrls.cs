using System.Diagnostics.CodeAnalysis;
using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Service;

/// <summary>
/// Holds the signed URLs of one dataset during one run, and renews them before they expire and when storage refuses one.
/// One request to the service renews all URLs, however many transfers need a renewal at the same time.
/// </summary>
/// <param name="first">The first listing that the service returned.</param>
/// <param name="ask">Asks the service for a new listing.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore has nothing to release as long as its wait handle is not used.")]
internal sealed class SignedUrls(
    DatasetKey dataset, DatasetListing first, Func<CancellationToken, Task<DatasetListing>> ask, TimeProvider time)
{
    /// <summary>How long before its expiry a URL is renewed, so that a request with it can still start in time.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private readonly Dictionary<string, Url> _renewedAfterRefusal = [];
    private volatile Generation _current = new(first, time.GetUtcNow());

    /// <summary>All file names of the dataset in the latest listing of the service.</summary>
    public IReadOnlyCollection<string> Names => _current.Listing.Names;

    public bool Lists(string file) => _current.Listing.Files.ContainsKey(file);

    /// <summary>Returns a URL that can be used now.</summary>
    /// <exception cref="DatasetException">FWDS3001: the service no longer lists the file.</exception>
    public async ValueTask<Url> GetAsync(string file, CancellationToken cancellationToken)
    {
        var generation = _current;
        if (generation.IsDue(file, time.GetUtcNow()))
        {
            generation = await RenewAllAsync(generation, cancellationToken).ConfigureAwait(false);
        }

        return Find(generation, file);
    }

    /// <summary>Returns another URL in place of one that storage refused.</summary>
    /// <param name="why">The reason for the refusal, e.g. "403".</param>
    /// <exception cref="DatasetException">FWDS3001: the file is no longer listed. FWDS3003: storage also refused the renewed URL.</exception>
    public async ValueTask<Url> RenewAsync(string file, Url refused, string why, CancellationToken cancellationToken)
    {
        ThrowIfRefusedAgain(file, refused, why);
        var generation = _current;
        if (ReferenceEquals(Find(generation, file), refused))
        {
            generation = await RenewAllAsync(generation, cancellationToken).ConfigureAwait(false);
        }

        var url = Find(generation, file);
        lock (_renewedAfterRefusal)
        {
            _renewedAfterRefusal[file] = url;
        }

        return url;
    }

    /// <summary>Notes that storage accepted the file's URL. If storage refuses it later, it has expired, and another renewal may help.</summary>
    public void Accepted(string file)
    {
        lock (_renewedAfterRefusal)
        {
            _renewedAfterRefusal.Remove(file);
        }
    }

    private void ThrowIfRefusedAgain(string file, Url refused, string why)
    {
        lock (_renewedAfterRefusal)
        {
            // A renewed URL that expired while its transfer waited was refused for its age, so it may be renewed once more.
            if (_renewedAfterRefusal.TryGetValue(file, out var renewed) && ReferenceEquals(renewed, refused) &&
                !_current.IsDue(file, time.GetUtcNow()))
            {
                throw new DatasetException(Problem.SignedUrlRefused(dataset, file, why));
            }
        }
    }

    private async Task<Generation> RenewAllAsync(Generation outdated, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (ReferenceEquals(_current, outdated))
            {
                _current = new(await ask(cancellationToken).ConfigureAwait(false), time.GetUtcNow());
            }

            return _current;
        }
        finally
        {
            _asking.Release();
        }
    }

    private Url Find(Generation generation, string file) => generation.Listing.Files.TryGetValue(file, out var url)
        ? url
        : throw new DatasetException(Problem.DownloadFailed(dataset, file, "the service no longer lists this file"));

    private sealed record Generation(DatasetListing Listing, DateTimeOffset ObtainedAt)
    {
        /// <summary>
        /// Whether the file's URL expires soon. A URL with a short lifetime is renewed after half of it. A URL that had
        /// expired when it was obtained shows that a clock is wrong; it is used, and storage decides whether it is valid.
        /// </summary>
        public bool IsDue(string file, DateTimeOffset now)
        {
            if (!Listing.Files.TryGetValue(file, out var url) || url.ExpiresAt is not { } expiry || expiry <= ObtainedAt)
            {
                return false;
            }

            var margin = (expiry - ObtainedAt) / 2;
            return now >= expiry - (margin < s_margin ? margin : s_margin);
        }
    }
}
