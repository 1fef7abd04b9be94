namespace Fireworks.Datasets.Diagnostics;

/// <summary>Creates every diagnostic of the package; no other code creates any. This part: codes 1xxx, settings and credentials.</summary>
internal static partial class Problem
{
    public static Diagnostic NoApiKey(string variable, IEnumerable<string> placesLookedAt) => new("FWDS1001",
        $"No Fireworks API key was found. Looked at: {string.Join("; ", placesLookedAt)}. " +
        $"Set the environment variable {variable}, or put 'api_key = ...' into auth.ini.");

    /// <summary>Reports a key that no HTTP header can carry. The message does not repeat the key.</summary>
    public static Diagnostic UnusableApiKey(string source) => new("FWDS1005",
        $"The API key from {source} cannot be sent: it has white space, control characters or letters beyond ASCII in it, or is too long. " +
        "Allowed: the key as the Fireworks console shows it, on one line; copy it again.");

    public static Diagnostic InvalidAccount(string account, string source) => new("FWDS1002",
        $"'{Quoted(account)}' ({source}) is not a valid Fireworks account id. {IdRule} " +
        "Copy the id from the Fireworks console, without 'accounts/'.");

    public static Diagnostic InvalidDataset(string dataset) => new("FWDS1003",
        $"'{Quoted(dataset)}' is not a valid dataset. Write '<dataset>', '<account>/<dataset>' or " +
        $"'accounts/<account>/datasets/<dataset>'. {IdRule}");

    public static Diagnostic NoAccount(string dataset) => new("FWDS1004",
        $"Dataset '{Quoted(dataset)}' names no account. Write '<account>/{Quoted(dataset)}', set Account on the item or the property " +
        "FireworksAccountId, or set the environment variable FIREWORKS_ACCOUNT_ID.");

    /// <param name="allowed">What is allowed, as the end of the sentence "Allowed: ...".</param>
    public static Diagnostic InvalidSetting(string setting, string value, string allowed, string? dataset = null) => new("FWDS1005",
        $"{setting}='{Quoted(value)}'{OfDataset(dataset)} is not valid. Allowed: {allowed}.");

    /// <summary>Reports a value that may be a secret where something else belongs. The message does not repeat the value.</summary>
    /// <param name="allowed">What is allowed, as the end of the sentence "Allowed: ...".</param>
    public static Diagnostic SecretInSetting(string setting, string allowed) => new("FWDS1005",
        $"The value of {setting} is not valid and may be a secret, so it is not shown. Allowed: {allowed}. If it is a key: MSBuild writes " +
        "properties into logs, so rotate this key now, put the new one into an environment variable, and name that variable.");

    public static Diagnostic ContradictingSettings(string first, string second, string remedy) => new("FWDS1005",
        $"{first} contradicts {second}. {remedy}");

    /// <param name="conflict">The whole first sentence of the message, without a full stop.</param>
    public static Diagnostic ConflictingItems(string conflict, string remedy) => new("FWDS1006", $"{conflict}. {remedy}");

    private const string IdRule =
        "An id has 1 to 128 ASCII letters, digits, '-', '_' and '.', starts with a letter or digit, does not end with '.', and is not a reserved device name.";

    private static string OfDataset(string? dataset) => dataset is null ? "" : $" of dataset '{dataset}'";

    /// <summary>Puts a text of the user or the service into a message, of which the log shows at most <paramref name="limit"/> characters.</summary>
    internal static string Quoted(string text, int limit = 200) => ForeignText.Mark(text, limit);
}
