using Fireworks.Datasets.InPlace;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build;

/// <summary>Removes what the package put into datasets directories, and nothing else.</summary>
[MSBuildMultiThreadableTask]
public sealed class CleanFireworksDatasets : FireworksTask
{
    /// <summary>Full paths.</summary>
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
