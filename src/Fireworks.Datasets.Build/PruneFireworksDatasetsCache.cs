using Fireworks.Datasets.Fetching;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Store;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build;

/// <summary>Removes stored contents that no build has used for some days, and abandoned partials.</summary>
[MSBuildMultiThreadableTask]
public sealed class PruneFireworksDatasetsCache : FireworksTask
{
    /// <summary>FireworksDatasetsCacheDirectory.</summary>
    public string? CacheDirectory { get; set; }

    /// <summary>FireworksDatasetsPruneOlderThanDays.</summary>
    public string? OlderThanDays { get; set; }

    private protected override void Run(BuildLog log, CancellationToken cancellationToken)
    {
        var services = FetchServices.Current;
        var settings = new SettingsReader(services.Machine).Read(new()
        {
            ProjectDirectory = Path.GetDirectoryName(ProjectFile)!,
            CacheDirectory = CacheDirectory,
            PruneOlderThanDays = OlderThanDays,
        });
        CachePruning.Run(settings, services.Time, log, cancellationToken);
    }
}
