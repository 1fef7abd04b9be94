namespace Fireworks.Datasets.Diagnostics;

/// <summary>The diagnostics with codes 3xxx: storage and network.</summary>
internal static partial class Problem
{
    /// <param name="why">The reason, without a full stop; e.g. "storage answered 404, after 1 attempt".</param>
    public static Diagnostic DownloadFailed(DatasetKey dataset, string file, string why) => new("FWDS3001",
        $"'{Quoted(file)}' of dataset '{dataset}' could not be downloaded: {why}. What arrived is kept: build again to go on from there.", ProblemKind.Unreachable);

    public static Diagnostic DownloadStalled(DatasetKey dataset, string file, TimeSpan stall, int attempts) => new("FWDS3002",
        $"'{Quoted(file)}' of dataset '{dataset}' stalled: no byte for {stall.TotalSeconds:0} s, {InAttempts(attempts)}. " +
        "Check the network; FireworksDatasetsStallTimeoutSeconds sets how long to wait.", ProblemKind.Unreachable);

    public static Diagnostic SignedUrlRefused(DatasetKey dataset, string file, string why) => new("FWDS3003",
        $"Storage refuses '{Quoted(file)}' of dataset '{dataset}' even with a signed URL renewed just now ({why}). " +
        "Check this machine's clock and that the dataset still exists; a proxy that changes URLs also does this.");

    private static string InAttempts(int attempts) => attempts == 1 ? "in one attempt" : $"in {attempts} attempts";

    /// <param name="what">What points to the address, e.g. "The signed URL of 'x'" or "A redirect of host".</param>
    public static Diagnostic InsecureUrl(string what, string address, DatasetKey? dataset = null) => new("FWDS3004",
        $"{what}{OfDataset(dataset?.ToString())} points to '{Quoted(address)}'. Nothing was sent there: only https is allowed, and http on a loopback host. " +
        "Correct the address, or whatever redirects there.");

    /// <param name="why">The reason, without a full stop and without secrets.</param>
    public static Diagnostic Unreachable(string host, DatasetKey dataset, string? file, string why) => new("FWDS3005",
        $"{host} cannot be reached for {(file is null ? "" : $"'{Quoted(file)}' of ")}dataset '{dataset}': {why}. " +
        "Check the network, the proxy variables (HTTPS_PROXY, NO_PROXY) and the certificates of this machine.", ProblemKind.Unreachable);
}
