using System.Collections.Concurrent;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Service;

namespace Fireworks.Datasets.Acquiring;

/// <summary>
/// One dataset while its files are being acquired: its signed URLs (the service is asked once, and only when they are needed), its
/// scratch folder, the acquired files, and the problems.
/// </summary>
/// <param name="urls">The signed URLs, where the service was already asked; else <see langword="null"/>.</param>
internal sealed class DatasetAcquisition(FetchSession session, DatasetPlan plan, SignedUrls? urls = null) : IDisposable
{
    /// <summary>The most problems that list missing files. The last one counts those that it does not list.</summary>
    private const int ProblemsOfMissing = 10;

    private readonly object _gate = new();
    private readonly ConcurrentBag<AcquiredFile> _acquired = [];
    private readonly ConcurrentBag<string> _missing = [];
    private readonly ProblemList _problems = new();
    private volatile ScratchFolder? _scratch;
    private Task<SignedUrls>? _urls = urls is null ? null : Task.FromResult(urls);
    private volatile bool _failed;
    private bool _hasOtherThanUnreachable;

    public DatasetPlan Plan => plan;

    public DatasetKey Key => plan.Key;

    /// <summary>Whether a problem occurred that the dataset's other files would only repeat.</summary>
    public bool HasFailed => _failed;

    public IReadOnlyList<Diagnostic> Problems => _problems.ToDiagnostics();

    /// <summary>Whether the only problems are that the service or storage could not be reached.</summary>
    public bool IsOnlyUnreachable => _problems.Count > 0 && !_hasOtherThanUnreachable;

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

    /// <param name="acquired"><see langword="null"/> where the file is neither in place nor in the store, and the build is offline.</param>
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

    /// <summary>Adds the problems of a failure, except those that the dataset already has.</summary>
    public void Fail(DatasetException failure)
    {
        lock (_gate)
        {
            _problems.AddNew(failure.Diagnostics);
            _hasOtherThanUnreachable |= failure.Diagnostics.Any(problem => problem.Kind != ProblemKind.Unreachable);
            // Wrong contents of one file say nothing about the other files. A failure of the network or the disk affects all of them.
            _failed |= failure.Diagnostics.Any(problem => problem.Kind != ProblemKind.WrongContents);
        }
    }

    public void ReportMissing()
    {
        if (!_missing.IsEmpty)
        {
            string[] missing = [.. _missing.Order(StringComparer.Ordinal)];
            var listed = missing.Take((ProblemsOfMissing - 1) * Problem.OfflineFiles).Chunk(Problem.OfflineFiles);
            var rest = missing.Skip((ProblemsOfMissing - 1) * Problem.OfflineFiles).ToArray();
            Fail(new DatasetException([.. listed.Append(rest).Where(files => files.Length > 0).Select(files => Problem.Offline(Key, files))]));
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
