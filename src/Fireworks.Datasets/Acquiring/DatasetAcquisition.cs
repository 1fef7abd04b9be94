using System.Collections.Concurrent;
using System.Security.Cryptography;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Service;

namespace Fireworks.Datasets.Acquiring;

/// <summary>
/// One dataset while its files are being acquired: its signed URLs, asked for once and only when needed, its scratch
/// folder, what was acquired, and what went wrong.
/// </summary>
internal sealed class DatasetAcquisition(FetchSession session, DatasetPlan plan) : IDisposable
{
    /// <summary>All that is missing is listed, and a message stays one that can be read.</summary>
    private const int FilesOfAProblem = 100;

    private readonly object _gate = new();
    private readonly ConcurrentBag<AcquiredFile> _acquired = [];
    private readonly ConcurrentBag<string> _missing = [];
    private readonly List<Diagnostic> _problems = [];
    private volatile ScratchFolder? _scratch;
    private Task<SignedUrls>? _urls;
    private volatile bool _failed;

    public DatasetPlan Plan { get; private set; } = plan;

    public DatasetKey Key => Plan.Key;

    /// <summary>Something went wrong that the other files would only repeat.</summary>
    public bool HasFailed => _failed;

    public IReadOnlyList<Diagnostic> Problems => _problems;

    public IEnumerable<AcquiredFile> Acquired => _acquired;

    /// <summary>Asks the service for names, where only the service knows them.</summary>
    public async Task ResolveAsync(CancellationToken cancellationToken)
    {
        if (Plan.Kind == PlanKind.Kept && !session.Settings.Offline && await HasLostAsync(cancellationToken).ConfigureAwait(false))
        {
            // Nothing pins what is lost, and files of two versions are no dataset: all of it as the service has it now.
            Plan = Plan with { Kind = PlanKind.Refresh };
        }

        if (Plan.Kind != PlanKind.Refresh)
        {
            return;
        }

        if (session.Settings.Offline)
        {
            throw new DatasetException(Problem.Offline(Key, []));
        }

        var urls = await GetUrlsAsync(cancellationToken).ConfigureAwait(false);
        Plan = DatasetPlanner.WithNames(Plan, urls.Names);
    }

    public async Task<SignedUrls> GetUrlsAsync(CancellationToken cancellationToken)
    {
        Task<SignedUrls> urls;
        lock (_gate)
        {
            urls = _urls ??= session.ResolveAsync(Key, cancellationToken);
        }

        return await urls.ConfigureAwait(false);
    }

    /// <param name="acquired"><see langword="null"/>: neither in place nor cached, and offline.</param>
    public void Add(PlannedFile file, AcquiredFile? acquired)
    {
        if (acquired is null)
        {
            _missing.Add(file.Name.Value);
        }
        else
        {
            _acquired.Add(acquired);
        }
    }

    /// <summary>Keeps each problem once.</summary>
    public void Fail(DatasetException failure)
    {
        lock (_gate)
        {
            var known = _problems.Count;
            _problems.AddRange(failure.Diagnostics.Where(problem => !_problems.Contains(problem)));
            // A wrong digest says nothing of the other files; a network or disk that fails says all.
            _failed |= _problems.Skip(known).Any(problem => problem.Kind != ProblemKind.WrongContents);
        }
    }

    public void ReportMissing()
    {
        if (!_missing.IsEmpty)
        {
            Fail(new DatasetException([.. _missing.Order(StringComparer.Ordinal).Chunk(FilesOfAProblem).Select(files => Problem.Offline(Key, files))]));
        }
    }

    /// <summary>Where a floating dataset cannot be reached: what is in place of it, or was and is still in the store.</summary>
    public async Task UseLastGoodAsync(StoreSource store, CancellationToken cancellationToken)
    {
        if (!Plan.Floating || _problems.Count == 0 || !_problems.TrueForAll(IsUnreachable) || DatasetPlanner.LastGood(Plan) is not { } lastGood)
        {
            return;
        }

        var files = new List<AcquiredFile>();
        foreach (var file in lastGood.Files)
        {
            var acquired = file.IsUpToDate
                ? AcquiredFile.FromPlace(file)
                : await store.AcquireAsync(this, file, file.Expected?.Digest, null, cancellationToken).ConfigureAwait(false);
            if (acquired is null)
            {
                return;
            }

            files.Add(acquired);
        }

        session.Log.Report(Problem.FloatingUnreachable(Key, _problems[0].Message));
        Plan = lastGood;
        _problems.Clear();
        _acquired.Clear();
        files.ForEach(_acquired.Add);
    }

    /// <param name="unchanged">See <see cref="AcquiredDataset.Unchanged"/>.</param>
    public AcquiredDataset ToAcquired(IReadOnlyDictionary<string, LockedFile> unchanged) =>
        new(Plan, [.. _acquired.OrderBy(file => file.File.Name.Value, StringComparer.Ordinal)], unchanged);

    public string NextScratchPath()
    {
        if (_scratch is not { } scratch)
        {
            lock (_gate)
            {
                scratch = _scratch ??= new ScratchFolder(Plan.Location);
            }
        }

        return scratch.NextPath();
    }

    public RemoteFileId RemoteId(SafeRelativePath name) => RemoteFileId.Of(session.Settings.Service.ToString(), Key, name.Value);

    public string Describe(SafeRelativePath name) => $"'{name}' of {Key}";

    public void Dispose() => _scratch?.Dispose();

    /// <summary>Whether something that an earlier build fetched is neither in place nor in the store, whole.</summary>
    private async Task<bool> HasLostAsync(CancellationToken cancellationToken)
    {
        foreach (var file in Plan.Files.Where(file => !file.IsUpToDate))
        {
            if (file.Expected is { } expected && !await IsStoredAsync(expected.Digest, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> IsStoredAsync(Sha256Digest digest, CancellationToken cancellationToken)
    {
        using var contents = session.Store?.OpenRead(digest);
        return contents is not null &&
            Sha256Digest.FromBytes(await SHA256.HashDataAsync(contents, cancellationToken).ConfigureAwait(false)) == digest;
    }

    private static bool IsUnreachable(Diagnostic problem) => problem.Kind == ProblemKind.Unreachable;
}
