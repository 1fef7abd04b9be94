using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Settings;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build;

/// <summary>Hashes every file in place against the lock file (FWDS4008). No network.</summary>
[MSBuildMultiThreadableTask]
public sealed class VerifyFireworksDatasets : DatasetItemsTask
{
    /// <summary>FireworksAccountId.</summary>
    public string? AccountId { get; set; }

    /// <summary>FireworksDatasetsLockFilePath as a full path.</summary>
    public string? LockFilePath { get; set; }

    private protected override void Run(IFetchLog log, CancellationToken cancellationToken)
    {
        var settings = SettingsReader.Read(new(Parameter, FetchServices.Current.Machine, ProjectDirectory));
        var lockFile = BuildFetch.ReadLockFile(settings);
        var requests = ReadItems(settings, lockFile).Select(item => item.Request);
        new DatasetVerifier(lockFile, log).Verify(requests, cancellationToken);
    }
}
