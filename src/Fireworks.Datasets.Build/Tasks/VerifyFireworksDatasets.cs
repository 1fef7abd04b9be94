using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Settings;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build;

/// <summary>
/// Hashes every file in place and compares it with the lock file, or, where that does not have the dataset, with what was fetched.
/// FWDS4008 for each difference. The task uses no network.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class VerifyFireworksDatasets : DatasetItemsTask
{
    /// <summary>The property FireworksAccountId: the account id of datasets that name none.</summary>
    public string? AccountId { get; set; }

    /// <summary>The property FireworksDatasetsLockFilePath as a full path. Default: none, where the project uses no lock file.</summary>
    public string? LockFilePath { get; set; }

    private protected override void Run(IFetchLog log, CancellationToken cancellationToken)
    {
        var settings = SettingsReader.Read(new(Parameter, FetchServices.Current.Machine, ProjectDirectory), log);
        var lockFile = BuildFetch.ReadLockFile(settings);
        var requests = ReadItems(settings, lockFile).Select(item => item.Request);
        new DatasetVerifier(lockFile, log).Verify(requests, cancellationToken);
    }
}
