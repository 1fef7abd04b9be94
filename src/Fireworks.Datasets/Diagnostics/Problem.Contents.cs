namespace Fireworks.Datasets.Diagnostics;

/// <summary>The diagnostics with codes 4xxx: contents, lock file and offline use.</summary>
internal static partial class Problem
{
    public static Diagnostic ContentsChanged(DatasetKey dataset, string file, Content locked, Content actual) => locked.Digest == actual.Digest
        ? LockedLengthWrong(dataset, file, locked.Length, actual.Length)
        : new("FWDS4001", $"'{Quoted(file)}' of dataset '{dataset}' differs from the lock file: locked {Described(locked)}, " +
            $"the service has {Described(actual)}. {HowToUpdate(dataset)}", ProblemKind.WrongContents);

    /// <summary>Reports that the contents have the digest of the lock file, but another length. No contents can have both.</summary>
    /// <param name="lockedLength">In bytes.</param>
    /// <param name="length">In bytes.</param>
    public static Diagnostic LockedLengthWrong(DatasetKey dataset, string file, long lockedLength, long length) => new("FWDS4001",
        LengthContradicts(dataset, file, lockedLength, length), ProblemKind.WrongContents);

    /// <summary>Reports other contents by their length alone. Their bytes were not fetched, so their digest is not known.</summary>
    /// <param name="length">The number of bytes that the service has; <see langword="null"/> where there are more than locked.</param>
    public static Diagnostic LengthChanged(DatasetKey dataset, string file, Content locked, long? length) => new("FWDS4001",
        $"'{Quoted(file)}' of dataset '{dataset}' differs from the lock file: locked {Described(locked)}, " +
        $"the service has {(length is { } actual ? $"{actual}" : $"more than {locked.Length}")} bytes. {HowToUpdate(dataset)}", ProblemKind.WrongContents);

    public static Diagnostic PinnedFileGone(DatasetKey dataset, string file) => new("FWDS4001",
        $"'{Quoted(file)}' is in the lock file but no longer in dataset '{dataset}'. {HowToUpdate(dataset)}", ProblemKind.WrongContents);

    /// <param name="files">The files that have no digest; empty where the lock file does not have the dataset.</param>
    public static Diagnostic NotLocked(DatasetKey dataset, IReadOnlyCollection<string> files, string lockFile) => new("FWDS4002",
        $"Locked mode, and '{lockFile}' has no digest for {(files.Count == 0 ? "" : $"{Listed(files)} of ")}dataset '{dataset}'. " +
        "Build once with FireworksDatasetsLockedMode=false and commit the lock file.");

    /// <param name="why">What is wrong, without a full stop.</param>
    public static Diagnostic BadLockFile(string lockFile, string why) => new("FWDS4003",
        $"The lock file '{lockFile}' cannot be used: {why}. Restore it from version control, or delete it and build to write a new one.");

    public static Diagnostic ChecksumMismatch(DatasetKey dataset, string file, string algorithm, int attempts) => new("FWDS4004",
        $"The bytes of '{Quoted(file)}' of dataset '{dataset}' do not match the {algorithm} that storage declares, {InAttempts(attempts)}. " +
        "Something on the way changes them (a proxy, a virus scanner), or the stored file is damaged: upload it again.", ProblemKind.WrongContents);

    public static Diagnostic LengthMismatch(DatasetKey dataset, string file, long declared, long arrived, int attempts) => new("FWDS4005",
        $"'{Quoted(file)}' of dataset '{dataset}' has {arrived} bytes where storage declares {declared}, {InAttempts(attempts)}. " +
        "Check for a proxy that cuts or changes downloads, and build again.", ProblemKind.WrongContents);

    /// <param name="files">The missing files. The message lists at most <see cref="OfflineFiles"/>, and counts the others.</param>
    public static Diagnostic Offline(DatasetKey dataset, IReadOnlyCollection<string> files) => new("FWDS4006",
        $"Offline, and dataset '{dataset}' is neither in place nor cached: " +
        $"{(files.Count == 0 ? "its file names are not known" : $"missing {Listed(files, OfflineFiles)}")}. Build once with a network.");

    public static Diagnostic FloatingUnreachable(DatasetKey dataset, string why) => new("FWDS4007",
        $"The floating dataset '{dataset}' could not be checked, and the last good copy is used: {why.TrimEnd('.')}. " +
        "Build again when the service can be reached.", IsWarning: true);

    /// <param name="isLocked">Whether the lock file says how the file must be, and not what an earlier build remembered.</param>
    /// <param name="difference">What differs, without a full stop.</param>
    public static Diagnostic VerificationFailed(DatasetKey dataset, string file, bool isLocked, string difference) => new("FWDS4008",
        $"'{Quoted(file)}' of dataset '{dataset}' is not {(isLocked ? "what the lock file says" : "as an earlier build left it")}: {difference}. " +
        "Delete it, or run Clean, and build again.");

    /// <inheritdoc cref="LockedLengthWrong"/>
    public static Diagnostic VerifiedLengthWrong(DatasetKey dataset, string file, long lockedLength, long length) =>
        new("FWDS4008", LengthContradicts(dataset, file, lockedLength, length));

    /// <summary>Reports a file that nothing is known of, so that it cannot be compared with anything.</summary>
    public static Diagnostic FileNotVerifiable(DatasetKey dataset, string file, bool isLocked) => new("FWDS4008",
        $"'{Quoted(file)}' of dataset '{dataset}' cannot be verified: {(isLocked ? "the lock file has no digest for it, and " : "")}" +
        $"no build has put it into place here. {HowToFetch}");

    /// <param name="floating">Whether the lock file does not count.</param>
    public static Diagnostic DatasetNotVerifiable(DatasetKey dataset, bool floating) => new("FWDS4008",
        $"Dataset '{dataset}' cannot be verified: {(floating ? "it is floating" : "no lock file has it")}, and no build has fetched it here. {HowToFetch}");

    /// <summary>The number of missing files that one message lists, so that it stays readable.</summary>
    public const int OfflineFiles = 50;

    private static string HowToFetch => "Fetch it first: dotnet build -t:FetchFireworksDatasets.";

    private static string LengthContradicts(DatasetKey dataset, string file, long lockedLength, long length) =>
        $"The lock file contradicts itself about '{Quoted(file)}' of dataset '{dataset}': its sha256 is that of the contents, which have {length} bytes, " +
        $"but its length is {lockedLength}. Correct the length, or build once with -p:FireworksDatasetsUpdate={dataset.Name.Dataset}, and commit the lock file.";

    private static string Described(Content content) => $"{content.Length} bytes sha256:{content.Digest}";

    private static string HowToUpdate(DatasetKey dataset) =>
        $"If the change is wanted, build once with -p:FireworksDatasetsUpdate={dataset.Name.Dataset} and commit the lock file.";
}
