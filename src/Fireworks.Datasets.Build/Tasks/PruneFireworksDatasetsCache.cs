using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Settings;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build;

/// <summary>Removes stored contents that no build has used for some days, and abandoned partials.</summary>
[MSBuildMultiThreadableTask]
public sealed class PruneFireworksDatasetsCache : FireworksTask
{
    /// <summary>FireworksDatasetsCacheDirectory.</summary>
    public string? CacheDirectory { get; set; }

    /// <summary>FireworksDatasetsPruneOlderThanDays.</summary>
    public string? PruneOlderThanDays { get; set; }

    private protected override void Run(IFetchLog log, CancellationToken cancellationToken)
    {
        var services = FetchServices.Current;
        var settings = SettingsReader.Read(new(Parameter, services.Machine, ProjectDirectory));
        if (settings.CacheDirectory is not { } directory)
        {
            log.Message(MessageLevel.High, "There is no Fireworks dataset cache to prune.");
            return;
        }

        var result = new StorePruner(directory, services.Time, log).Prune(settings.PruneOlderThan, cancellationToken);
        log.Message(MessageLevel.High,
            $"Fireworks dataset cache '{directory}': removed {result.Contents} contents and {result.Others} other files, freed {ByteSize.Format(result.Bytes)}.");
    }
}
