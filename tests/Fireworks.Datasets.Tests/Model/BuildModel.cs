namespace Fireworks.Datasets.Tests.Model;

/// <summary>What a build must end in: a code, or these files and this lock file entry.</summary>
/// <param name="NoRequest">All of it can be known without asking.</param>
internal sealed record Expectation(string? Code, Dictionary<string, string>? Files, Dictionary<string, string?>? Locked, string? Warning = null, bool NoRequest = false)
{
    /// <summary>All names that the dataset then has.</summary>
    public IReadOnlyCollection<string> Names { get; init; } = [];
}

/// <summary>
/// The contract's rules of pinning, keeping, floating and offline use, on plain texts. Knows nothing of digests, time
/// stamps, validators or partial files.
/// </summary>
/// <param name="Options">Of this build.</param>
/// <param name="UsesLockFile">Whether the project has one at all.</param>
/// <param name="Locked">The lock file's entry.</param>
/// <param name="Remembered">What the last good builds left.</param>
/// <param name="InPlace">What lies there now.</param>
/// <param name="Stored">Whole contents of the store.</param>
/// <param name="Upstream">What the service has; <see langword="null"/> where it cannot be reached.</param>
internal sealed record BuildModel(
    BuildOptions Options,
    bool UsesLockFile,
    Dictionary<string, string?>? Locked,
    Dictionary<string, string?>? Remembered,
    Dictionary<string, string> InPlace,
    HashSet<string> Stored,
    Dictionary<string, string>? Upstream)
{
    public Expectation Predict() => Decide() is { Files: { } files } decided ? IsBlocked(files) ? Fails("FWDS5004") : decided : Decide();

    /// <summary>A file that somebody changed is not removed, also where a folder or a file of the dataset belongs.</summary>
    private bool IsBlocked(Dictionary<string, string> files) => files.Keys.Any(name => InPlace.Any(file =>
        (file.Key.StartsWith(name + "/", StringComparison.Ordinal) || name.StartsWith(file.Key + "/", StringComparison.Ordinal))
        && Remembered?.GetValueOrDefault(file.Key) != file.Value));

    private Expectation Decide()
    {
        if (Options.Update || (Options.Floating && !Options.Offline))
        {
            return Refresh();
        }

        if (UsesLockFile && !Options.Floating)
        {
            return Locked is not null ? Pinned() : Options.Locked ? Fails("FWDS4002") : Options.Offline ? Kept() : Refresh();
        }

        return Remembered is not null || Options.Offline ? Kept() : Refresh();
    }

    private Expectation Refresh()
    {
        if (Upstream is null)
        {
            return Options.Floating && Remembered is not null && Wanted(Remembered.Keys) is [_, ..] names
                && names.All(name => Remembered[name] is { } text && IsHere(name, text))
                ? new(null, names.ToDictionary(name => name, name => Remembered[name]!), Locked, "FWDS4007") { Names = Remembered.Keys }
                : Fails("FWDS3005");
        }

        var files = Wanted(Upstream.Keys).ToDictionary(name => name, name => Upstream[name]);
        if (files.Count == 0)
        {
            return Fails("FWDS2008");
        }

        var pins = UsesLockFile && !Options.Floating;
        return new(null, files, pins ? Upstream.Keys.ToDictionary(name => name, name => files.GetValueOrDefault(name)) : Locked) { Names = Upstream.Keys };
    }

    /// <summary>The lock file decides. What has no digest yet is fetched and added.</summary>
    private Expectation Pinned()
    {
        var wanted = Wanted(Locked!.Keys);
        if (wanted.Length == 0)
        {
            return Fails("FWDS2008");
        }

        if (Options.Locked && wanted.Any(name => Locked[name] is null))
        {
            return Fails("FWDS4002");
        }

        string? Expected(string name) => Locked[name] ?? (Options.Offline ? Remembered?.GetValueOrDefault(name) : null);
        return Take(wanted, Expected, Locked) is { Code: null } taken && !Options.Offline
            ? taken with { Locked = Locked.ToDictionary(file => file.Key, file => file.Value ?? taken.Files!.GetValueOrDefault(file.Key)) }
            : Take(wanted, Expected, Locked);
    }

    /// <summary>No lock file, or offline without an entry: what was fetched stays.</summary>
    private Expectation Kept()
    {
        if (Remembered is null)
        {
            return Fails("FWDS4006");
        }

        var wanted = Wanted(Remembered.Keys);
        if (wanted.Length == 0)
        {
            return Fails("FWDS2008");
        }

        return !Options.Offline && wanted.Any(name => Remembered[name] is { } text && !IsHere(name, text))
            ? Refresh()
            : Take(wanted, name => Remembered[name], Remembered);
    }

    private Expectation Take(string[] wanted, Func<string, string?> expected, Dictionary<string, string?> all)
    {
        var missing = wanted.Where(name => expected(name) is not { } text || !IsHere(name, text)).ToArray();
        if (missing.Length > 0 && (Options.Offline || Upstream is null))
        {
            return Fails(Options.Offline ? "FWDS4006" : "FWDS3005");
        }

        return missing.Any(name => !Upstream!.TryGetValue(name, out var text) || (expected(name) ?? text) != text)
            ? Fails("FWDS4001")
            : new(null, wanted.ToDictionary(name => name, name => expected(name) ?? Upstream![name]), Locked, NoRequest: missing.Length == 0) { Names = all.Keys };
    }

    private bool IsHere(string name, string text) => InPlace.GetValueOrDefault(name) == text || Stored.Contains(text);

    private string[] Wanted(IEnumerable<string> names) => [.. names.Where(name => Options.Filter switch
    {
        "**" => true,
        "*.txt" => !name.Contains('/', StringComparison.Ordinal) && name.EndsWith(".txt", StringComparison.Ordinal),
        _ => name.StartsWith("sub/", StringComparison.Ordinal),
    })];

    private Expectation Fails(string code) => new(code, null, Locked, NoRequest: code is "FWDS4002" or "FWDS4006");
}
