namespace Fireworks.Datasets.Diagnostics;

/// <summary>The diagnostics with codes 2xxx: answers of the service.</summary>
internal static partial class Problem
{
    /// <param name="message">The service's own message, or empty.</param>
    public static Diagnostic KeyRefused(DatasetKey dataset, string host, string keySource, string message) => new("FWDS2001",
        $"{host} refused the API key from {keySource} for dataset '{dataset}' (401).{Says(message)} " +
        "Check that the key is current and belongs to this service.");

    public static Diagnostic AccessDenied(DatasetKey dataset, string keySource, string message) => new("FWDS2002",
        $"The API key from {keySource} may not read dataset '{dataset}' (403).{Says(message)} " +
        "Ask the owner of the account for access, or use a key of that account.");

    public static Diagnostic DatasetNotFound(DatasetKey dataset, string message) => new("FWDS2003",
        $"There is no dataset '{dataset}' (404).{Says(message)} Check the account and the dataset id.");

    public static Diagnostic RateLimited(DatasetKey dataset, int attempts, string message) => new("FWDS2004",
        $"The service limits the rate of requests for dataset '{dataset}', still so after {Counted(attempts, "attempt")} (429).{Says(message)} " +
        "Build again later, lower FireworksDatasetsMaxConcurrency, or share a cache between builds.", ProblemKind.Unreachable);

    /// <param name="status">The HTTP status, and the number of attempts if there were several, e.g. "503, after 9 attempts".</param>
    public static Diagnostic ServiceFailed(DatasetKey dataset, string status, string message) => new("FWDS2005",
        $"The service could not answer for dataset '{dataset}' ({status}).{Says(message)} " +
        "Build again later; if it stays so, ask Fireworks support with this message.", ProblemKind.Unreachable);

    /// <param name="why">What is wrong, as the end of the sentence "... is not what the API promises: ...".</param>
    public static Diagnostic UnexpectedResponse(DatasetKey dataset, string host, string why) => new("FWDS2006",
        $"The answer of {host} for dataset '{dataset}' is not what the API promises: {why}. " +
        "Check FireworksBaseUrl, and whether a proxy stands in between.");

    /// <param name="explanation">What the dataset's state says, as one or more sentences, or empty.</param>
    public static Diagnostic DatasetEmpty(DatasetKey dataset, string explanation) => new("FWDS2007",
        $"Dataset '{dataset}' has no files.{Sentence(explanation)} Upload its files, or wait until the upload is done, and build again.");

    public static Diagnostic NoFileMatches(DatasetKey dataset, string filter, IReadOnlyCollection<string> names) => new("FWDS2008",
        $"No file of dataset '{dataset}' matches {filter}. It has {Counted(names.Count, "file")}: {Listed(names)}. " +
        "Correct Files or ExcludeFiles (they are case-sensitive).");

    private static string Says(string message) => message.Length == 0 ? "" : $" It says: \"{Quoted(message.TrimEnd().TrimEnd('.'), 300)}\".";

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static string Sentence(string text) => text.Length == 0 ? "" : $" {text}";

    /// <summary>Lists the names in order for the middle of a sentence, but at most <paramref name="limit"/> of them.</summary>
    private static string Listed(IEnumerable<string> names, int limit = 20)
    {
        var sorted = names.Order(StringComparer.Ordinal).ToArray();
        var shown = string.Join(", ", sorted.Take(limit).Select(name => $"'{Quoted(name)}'"));
        return sorted.Length <= limit ? shown : $"{shown} and {sorted.Length - limit} more";
    }
}
