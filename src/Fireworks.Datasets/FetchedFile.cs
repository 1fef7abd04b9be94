using Fireworks.Datasets.InPlace;

namespace Fireworks.Datasets;

/// <summary>A file in place.</summary>
/// <param name="Name">The file's name in the dataset, with <c>/</c> as the separator.</param>
/// <param name="TimeStampTicks">The last write time, as in <see cref="FileStamp"/>.</param>
/// <param name="Changed">Whether this run wrote the file.</param>
/// <param name="IsOurs">Whether this package wrote the file, in this run or before: see <see cref="FileInPlace.IsOurs"/>.</param>
internal sealed record FetchedFile(DatasetKey Dataset, string Name, string FullPath, Content Content, long TimeStampTicks, bool Changed, bool IsOurs = true)
{
    /// <summary>Makes one from what the state file keeps of it. A fact about returned files that it keeps already is added here only.</summary>
    public static FetchedFile Of(DatasetKey dataset, string name, string fullPath, FileInPlace placed, bool changed) =>
        new(dataset, name, fullPath, placed.Content, placed.TimeStampTicks, changed, placed.IsOurs);
}
