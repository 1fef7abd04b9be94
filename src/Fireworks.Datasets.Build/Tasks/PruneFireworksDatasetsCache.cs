using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Settings;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build;

/// <summary>
/// Removes from the content store the contents that no build has used for some days, and partial files of abandoned downloads. FWDS5004
/// where the store cannot be read or belongs to another user.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PruneFireworksDatasetsCache : FireworksTask
{
    /// <summary>
    /// The property FireworksDatasetsCacheDirectory: the folder of the content store, as a full path, one that starts with <c>~/</c>, or
    /// one relative to the project; <c>none</c>: there is no store. Default: FIREWORKS_DATASETS_CACHE, else the platform's folder for caches.
    /// </summary>
    public string? CacheDirectory { get; set; }

    /// <summary>
    /// The property FireworksDatasetsPruneOlderThanDays: contents unused for this many days, 0 to 36500, are removed. 0 removes all that
    /// no running build uses. Default: 30.
    /// </summary>
    public string? PruneOlderThanDays { get; set; }

    private protected override void Run(IFetchLog log, CancellationToken cancellationToken)
    {
        var services = FetchServices.Current;
        var settings = SettingsReader.Read(new(Parameter, services.Machine, ProjectDirectory), log);
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
