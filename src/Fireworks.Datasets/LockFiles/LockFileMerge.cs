namespace Fireworks.Datasets.LockFiles;

/// <summary>Computes a lock file from what a run has learned. <see cref="LockFileMerger"/> reads and writes the file.</summary>
internal static class LockFileMerge
{
    /// <exception cref="DatasetException">FWDS4001, for every file that is pinned to another content.</exception>
    public static MergedLockFile Apply(LockFile current, IReadOnlyList<LockFileChange> changes)
    {
        var problems = new ProblemList();
        problems.AddRange(changes.SelectMany(change => Contradictions(current[change.Dataset], change)));
        problems.ThrowIfAny();

        var merged = changes
            .Select(change => KeyValuePair.Create(change.Dataset, change.Update ? Updated(current[change.Dataset], change) : Completed(current[change.Dataset], change)))
            .Where(entry => !entry.Value.SameAs(current[entry.Key]))
            .ToArray();
        var differences = merged
            .SelectMany(entry => Differences(entry.Key, current[entry.Key], entry.Value))
            .OrderBy(difference => difference.Dataset.ToString(), StringComparer.Ordinal).ThenBy(difference => difference.Name, StringComparer.Ordinal)
            .ToArray();
        return new MergedLockFile(current.With(merged), merged.Length > 0, differences);
    }

    private static IEnumerable<Diagnostic> Contradictions(LockedDataset? current, LockFileChange change) => change.Update ? [] :
        from file in change.Known.OrderBy(file => file.Key, StringComparer.Ordinal)
        let locked = current?[file.Key]
        where locked is not null && locked != file.Value
        select Problem.ContentsChanged(change.Dataset, file.Key, locked, file.Value);

    /// <summary>Without an update only missing digests are added. The names are pinned too, even if the service lists others by now.</summary>
    private static LockedDataset Completed(LockedDataset? current, LockFileChange change)
    {
        var names = current?.Names ?? (IEnumerable<string>?)change.Names ?? change.Before?.Names ?? [];
        return new LockedDataset(names.Concat(change.Known.Keys).Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, name => change.Known.GetValueOrDefault(name) ?? current?[name], StringComparer.Ordinal));
    }

    private static LockedDataset Updated(LockedDataset? current, LockFileChange change)
    {
        var names = change.Names ?? throw new ArgumentException("An update knows all names.", nameof(change));
        return new LockedDataset(names.Concat(change.Known.Keys).Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, name => change.Known.GetValueOrDefault(name) ?? WrittenMeanwhile(name), StringComparer.Ordinal));

        // Another project may be updating other files of the same dataset, so digests written since this run began are kept.
        Content? WrittenMeanwhile(string name) => current?[name] is { } file && file != change.Before?[name] ? file : null;
    }

    private static IEnumerable<LockedFileDifference> Differences(DatasetKey key, LockedDataset? before, LockedDataset after) =>
        from name in after.Names.Union(before?.Names ?? [], StringComparer.Ordinal)
        where before?[name] != after[name]
        select new LockedFileDifference(key, name, before?[name], after[name]);
}
