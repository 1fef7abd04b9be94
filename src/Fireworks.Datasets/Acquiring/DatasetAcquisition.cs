using System.Collections.Concurrent;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Service;

namespace Fireworks.Datasets.Acquiring;

/// <summary>
/// One dataset while its files are being acquired: its signed URLs, asked for once and only when needed, its scratch
/// folder, what was acquired, and what went wrong.
/// </summary>
/// <param name="urls">The signed URLs, where the service was asked already.</param>
internal sealed class DatasetAcquisition(FetchSession session, DatasetPlan plan, SignedUrls? urls = null) : IDisposable
{
    /// <summary>All that is missing is listed, and a message stays one that can be read.</summary>
    private const int FilesOfAProblem = 100;

    private readonly object _gate = new();
    private readonly ConcurrentBag<AcquiredFile> _acquired = [];
    private readonly ConcurrentBag<string> _missing = [];
    private readonly List<Diagnostic> _problems = [];
    private volatile ScratchFolder? _scratch;
    private Task<SignedUrls>? _urls = urls is null ? null : Task.FromResult(urls);
    private volatile bool _failed;

    public DatasetPlan Plan => plan;

    public DatasetKey Key => plan.Key;

    /// <summary>Something went wrong that the other files would only repeat.</summary>
    public bool HasFailed => _failed;

    public IReadOnlyList<Diagnostic> Problems => _problems;

    /// <summary>Whether nothing went wrong but that service or storage could not be reached.</summary>
    public bool IsOnlyUnreachable => _problems.Count > 0 && _problems.TrueForAll(problem => problem.Kind == ProblemKind.Unreachable);

    public IEnumerable<AcquiredFile> Acquired => _acquired;

    public async Task<SignedUrls> GetUrlsAsync(CancellationToken cancellationToken)
    {
        Task<SignedUrls> asked;
        lock (_gate)
        {
            asked = _urls ??= session.ResolveAsync(Key, cancellationToken);
        }

        return await asked.ConfigureAwait(false);
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

    public string NextScratchPath()
    {
        if (_scratch is not { } scratch)
        {
            lock (_gate)
            {
                scratch = _scratch ??= new ScratchFolder(plan.Location);
            }
        }

        return scratch.NextPath();
    }

    public RemoteFileId RemoteId(SafeRelativePath name) => RemoteFileId.Of(session.Settings.Service.ToString(), Key, name.Value);

    public string Describe(SafeRelativePath name) => $"'{name}' of {Key}";

    public void Dispose() => _scratch?.Dispose();
}
