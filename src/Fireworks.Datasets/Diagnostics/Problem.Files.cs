namespace Fireworks.Datasets.Diagnostics;

/// <summary>The diagnostics with codes 5xxx and 6xxx: file names, disk, caches, the host, and bugs.</summary>
internal static partial class Problem
{
    /// <param name="why">The rule that the name breaks, without a full stop.</param>
    public static Diagnostic UnsafeFileName(DatasetKey dataset, string file, string why) => new("FWDS5001",
        $"Dataset '{dataset}' has a file named '{Quoted(file)}', which is not safe to write: {why}. " +
        "Nothing of this dataset was written. Rename the file in the dataset.");

    /// <param name="why">How the names collide, without a full stop.</param>
    public static Diagnostic CollidingFileNames(DatasetKey dataset, string first, string second, string why) => new("FWDS5002",
        $"Dataset '{dataset}' has files '{Quoted(first)}' and '{Quoted(second)}', {why}. " +
        "Nothing of this dataset was written. Rename one of them in the dataset.");

    /// <param name="count">The number of names that are unsafe or collide and are not reported one by one.</param>
    public static Diagnostic MoreUnsafeFileNames(DatasetKey dataset, int count) => new("FWDS5001",
        $"Dataset '{dataset}' has {count} more files whose names are not safe to write or collide. " +
        "Rename them in the dataset.");

    /// <param name="why">Who obeys a file of this name, without a full stop.</param>
    public static Diagnostic ObeyedFileName(DatasetKey dataset, string file, string why) => new("FWDS5001",
        $"Dataset '{dataset}' has a file named '{Quoted(file)}', which would be more than data: {why}. Nothing of this dataset was written. " +
        "Set ExcludeFiles to leave it out, or name it literally in Files, without '*' and '?', to take it.");

    /// <param name="count">The number of files that are not reported one by one.</param>
    public static Diagnostic MoreObeyedFileNames(DatasetKey dataset, int count) => new("FWDS5001",
        $"Dataset '{dataset}' has {count} more files whose names mean something to a tool. Set ExcludeFiles to leave them out, or name them literally in Files.");

    public static Diagnostic UnpackableFileNames(IReadOnlyCollection<string> names) => new("FWDS5001",
        $"{Counted(names.Count, "dataset file")} cannot be packed, because NuGet would read a part of the name as code, as an escape or as one of its own folders in each project that " +
        $"references the package: {Listed(names)}. Set Pack=\"false\" on the FireworksDataset item and no LinkBase in wwwroot, leave the files out with ExcludeFiles, or rename them in the dataset.");

    /// <param name="needed">The number of bytes that are needed; <see langword="null"/> if unknown.</param>
    /// <param name="free">The number of bytes that are free; <see langword="null"/> if unknown.</param>
    public static Diagnostic DiskFull(string path, long? needed, long? free) => new("FWDS5003",
        $"The disk is full at '{path}'{(needed is null ? "" : $": {needed} bytes are needed")}{(free is null ? "" : $", {free} bytes are free")}. " +
        "Free some space, or run -t:PruneFireworksDatasetsCache; files that were in place are untouched.", ProblemKind.FileSystem);

    /// <param name="doing">"read" or "write".</param>
    /// <param name="why">The operating system's reason, without a full stop.</param>
    public static Diagnostic PathInaccessible(string doing, string path, string why) => new("FWDS5004",
        $"Cannot {doing} '{path}': {why.TrimEnd('.')}. Check its permissions and that no other program holds it open.", ProblemKind.FileSystem);

    public static Diagnostic NotOurCache(string directory) => new("FWDS5004",
        $"Cannot prune '{directory}': it has other files, and none that marks it as a cache of this package, so what is in it may be yours. " +
        "Delete by hand what you do not need, or name an empty folder as the cache (FireworksDatasetsCacheDirectory).", ProblemKind.FileSystem);

    /// <param name="real">Where the link leads.</param>
    public static Diagnostic LockFileElsewhere(string path, string real) => new("FWDS5004",
        $"Cannot write the lock file '{path}': it is a symbolic link to '{real}', and a build writes no lock file in another folder. " +
        "Replace the link by the file, or set FireworksDatasetsLockFilePath to where it is.", ProblemKind.FileSystem);

    public static Diagnostic InTheWay(string path, string obstacle) => new("FWDS5004",
        $"Cannot write '{path}': '{obstacle}' is in its place, and is not as this package left it. Delete it, or move it away.", ProblemKind.FileSystem);

    public static Diagnostic NotOurs(string path) => new("FWDS5004",
        $"Cannot write '{path}': a file that this package did not write is in its place, and is never replaced. Delete it, or move it away.", ProblemKind.FileSystem);

    public static Diagnostic CacheUnusable(string directory, string why) => new("FWDS5005",
        $"The cache '{directory}' cannot be used, and the build goes on without it: {why.TrimEnd('.')}. " +
        "Correct FireworksDatasetsCacheDirectory or FIREWORKS_DATASETS_CACHE, or set it to 'none'.", IsWarning: true);

    public static Diagnostic RemoteCacheUnusable(string host, string why) => new("FWDS5006",
        $"The remote cache {host} cannot be used, and the build goes on without it: {why.TrimEnd('.')}. " +
        "Check FireworksDatasetsRemoteCache and the server.", IsWarning: true);

    public static Diagnostic HostUnsupported(string why) => new("FWDS6001",
        $"This MSBuild cannot run Fireworks.Datasets.Build: {Quoted(why.TrimEnd('.'))}. Build with the .NET SDK 8.0.400 or later (dotnet build), " +
        "or with MSBuild.exe 18.0 or later (Visual Studio 2026) beside a .NET SDK 10 or later.");

    /// <summary>Counts the problems of one code that are not told one by one, because they would fill the log.</summary>
    /// <param name="like">One of those that are told.</param>
    public static Diagnostic More(Diagnostic like, int count) => like with
    {
        Message = $"There {(count == 1 ? "is 1 more problem" : $"are {count} more problems")} of this kind. Solve those that are shown, and build again to see the others.",
    };

    /// <summary>Reports an exception that no other code handles. This is always a bug of the package.</summary>
    public static Diagnostic Unexpected(Exception exception) => new("FWDS6002",
        $"Fireworks.Datasets.Build failed in a way that it does not know ({exception.GetType().Name}). This is a bug: please report it " +
        "with the output of a build at -v:diag, which has the details. Files that were in place are untouched.");

    /// <summary>Reports under <c>-question</c> that a build would have to fetch the dataset or ask the service about it.</summary>
    public static Diagnostic NotUpToDate(DatasetKey dataset) => new("FWDS6003",
        $"Dataset '{dataset}' is not up to date, and -question forbids to do anything about it. Build without -question.");
}
