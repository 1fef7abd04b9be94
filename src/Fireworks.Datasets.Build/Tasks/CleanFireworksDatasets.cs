using Fireworks.Datasets.InPlace;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build;

/// <summary>
/// Removes what the package put into datasets directories, and nothing else: a file that was changed since stays. FWDS5004 where a file
/// cannot be removed.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CleanFireworksDatasets : FireworksTask
{
    /// <summary>The full paths of the datasets directories. One that does not exist is skipped.</summary>
    [Required]
    public ITaskItem[] Directories { get; set; } = [];

    private protected override void Run(IFetchLog log, CancellationToken cancellationToken)
    {
        foreach (var directory in Directories.Select(item => item.ItemSpec).Distinct(StringComparer.Ordinal))
        {
            var removed = DatasetCleaner.Clean(directory, cancellationToken);
            log.Message(MessageLevel.Low, $"Removed {removed} dataset files from '{directory}'.");
        }
    }
}
