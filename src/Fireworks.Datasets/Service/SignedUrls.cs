using System.Diagnostics.CodeAnalysis;
using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Service;

/// <summary>
/// The signed URLs of one dataset during one run. They are renewed before they expire and when storage refuses one;
/// one question to the service renews them all, however many transfers ask at the same time.
/// </summary>
/// <param name="first">What the service answered first.</param>
/// <param name="ask">Asks the service again.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore has nothing to release as long as its wait handle is not used.")]
internal sealed class SignedUrls(
    DatasetKey dataset, DatasetListing first, Func<CancellationToken, Task<DatasetListing>> ask, TimeProvider time)
{
    /// <summary>Long enough for a request to start.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private readonly Dictionary<string, Url> _renewedAfterRefusal = [];
    private volatile Generation _current = new(first, time.GetUtcNow());

    /// <summary>All file names of the dataset, as the service last gave them.</summary>
    public IReadOnlyCollection<string> Names => _current.Listing.Names;

    public bool Lists(string file) => _current.Listing.Files.ContainsKey(file);

    /// <summary>A URL to use now.</summary>
    public async ValueTask<Url> GetAsync(string file, CancellationToken cancellationToken)
    {
        var generation = _current;
        if (generation.IsDue(file, time.GetUtcNow()))
        {
            generation = await RenewAllAsync(generation, cancellationToken).ConfigureAwait(false);
        }

        return Find(generation, file);
    }

    /// <summary>A URL in place of one that storage refused.</summary>
    /// <param name="why">What storage said, e.g. "403".</param>
    /// <exception cref="DatasetException">FWDS3003: this one was itself got in place of a refused one, and never accepted.</exception>
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

    /// <summary>Storage accepted the file's URL: refusing it later is an expiry, and worth another renewal.</summary>
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
            // One that meanwhile expired, waiting for its turn, was not refused at once.
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
        /// Whether the file's URL expires soon. Half of a short life is used before it is renewed; one that was over
        /// from the start says that a clock is wrong, and is left to the storage to judge.
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
