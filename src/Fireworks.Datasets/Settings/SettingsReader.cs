using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Identity;

namespace Fireworks.Datasets.Settings;

/// <summary>Turns what the user typed into checked settings, before anything else happens.</summary>
internal sealed class SettingsReader(MachineEnvironment machine)
{
    /// <summary>The environment variables that settings may come from, on any platform.</summary>
    public static IReadOnlyList<string> Variables { get; } =
        ["FIREWORKS_BASE_URL", "FIREWORKS_DATASETS_REMOTE_CACHE", "FIREWORKS_DATASETS_CACHE", "LOCALAPPDATA", "XDG_CACHE_HOME"];

    /// <exception cref="DatasetException">All that is wrong: FWDS1005, FWDS1002, FWDS3004.</exception>
    public FetchSettings Read(RawSettings raw)
    {
        var values = new SettingValues(raw);
        if (values.Boolean(nameof(raw.Enabled), raw.Enabled) == false)
        {
            // The targets, which decide, took it for something else, and we would do what was switched off.
            values.Invalid(raw.NameOf(nameof(raw.Enabled)), raw.Enabled!, $"{MSBuildBoolean.Allowed}, without white space around it");
        }

        if (raw.HasKeyProperty)
        {
            values.Add(Problem.SecretInSetting("FireworksApiKey", "no value, since nothing takes the key itself"));
        }

        var cache = values.Collect(() => CachePlace.Find(machine, raw));
        var update = ReadUpdate(values, raw);
        var lockFile = ReadLockFile(values, raw);
        var lockedMode = values.Boolean(nameof(raw.LockedMode), raw.LockedMode);
        // A property of the SDK: a value other than true means there too that it is off.
        var lockedModeDefault = MSBuildBoolean.TryParse(raw.LockedModeDefault, out var locked) && locked == true;
        var offline = values.Boolean(nameof(raw.Offline), raw.Offline) ?? false;
        FindContradictions(values, raw, update, lockedMode == true, offline, lockFile is not null);

        var settings = new FetchSettings
        {
            Service = ReadService(values, raw),
            ApiKeyVariable = values.VariableName(nameof(raw.ApiKeyVariable), raw.ApiKeyVariable) ?? "FIREWORKS_API_KEY",
            AccountId = values.Collect(() => ReadAccount(raw)),
            CacheDirectory = cache?.Directory,
            CacheAskedFor = cache?.AskedFor ?? false,
            LockFilePath = lockFile,
            LockedMode = lockFile is not null && (lockedMode ?? lockedModeDefault),
            Update = update,
            Offline = offline,
            MaxConcurrency = values.Number(nameof(raw.MaxConcurrency), raw.MaxConcurrency, 8, 1, 64),
            MaxRetries = values.Number(nameof(raw.MaxRetries), raw.MaxRetries, 8, 0, 1000),
            StallTimeout = TimeSpan.FromSeconds(values.Number(nameof(raw.StallTimeoutSeconds), raw.StallTimeoutSeconds, 60, 1, 86_400)),
            Provenance = values.Boolean(nameof(raw.Provenance), raw.Provenance) ?? true,
            RemoteCache = ReadRemoteCache(values, raw),
            RemoteCacheReadOnly = values.Boolean(nameof(raw.RemoteCacheReadOnly), raw.RemoteCacheReadOnly) ?? false,
            RemoteCacheTokenVariable = values.VariableName(nameof(raw.RemoteCacheTokenVariable), raw.RemoteCacheTokenVariable),
            PruneOlderThan = TimeSpan.FromDays(values.Number(nameof(raw.PruneOlderThanDays), raw.PruneOlderThanDays, 30, 0, 36_500)),
            ReadMask = NullIfBlank(raw.ReadMask),
        };
        return values.Problems.Count == 0 ? settings : throw new DatasetException(values.Problems);
    }

    private ServiceAddress ReadService(SettingValues values, RawSettings raw)
    {
        var standard = new ServiceAddress(new Uri(ServiceAddress.Default + "/"), AllowsMachineKey: true);
        var named = ReadAddress(values, raw.NameOf(nameof(raw.BaseUrl)), NullIfBlank(raw.BaseUrl));
        var fromEnvironment = ReadAddress(named is null ? values : new SettingValues(raw), "FIREWORKS_BASE_URL", NullIfBlank(machine["FIREWORKS_BASE_URL"]));
        if (named is null)
        {
            return fromEnvironment is null ? standard : new(fromEnvironment, AllowsMachineKey: true);
        }

        // A project that names the host which would be asked anyway gets no more than it would without.
        var known = standard.HasSameOriginAs(named) || (fromEnvironment is not null && new ServiceAddress(fromEnvironment, true).HasSameOriginAs(named));
        return new(named, known);
    }

    private Uri? ReadRemoteCache(SettingValues values, RawSettings raw) => NullIfBlank(raw.RemoteCache) is { } named
        ? ReadAddress(values, raw.NameOf(nameof(raw.RemoteCache)), named)
        : ReadAddress(values, "FIREWORKS_DATASETS_REMOTE_CACHE", NullIfBlank(machine["FIREWORKS_DATASETS_REMOTE_CACHE"]));

    private static Uri? ReadAddress(SettingValues values, string setting, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!AddressSetting.TryParse(setting, text, out var address, out var problem))
        {
            values.Add(problem);
        }

        return address;
    }

    private string? ReadLockFile(SettingValues values, RawSettings raw)
    {
        var used = values.Boolean(nameof(raw.UseLockFile), raw.UseLockFile) ?? true;
        return used && NullIfBlank(raw.LockFilePath) is { } path
            ? values.Collect(() => new PathSetting(machine, raw.ProjectDirectory).Resolve(raw.NameOf(nameof(raw.LockFilePath)), path))
            : null;
    }

    private static string? ReadAccount(RawSettings raw)
    {
        var account = NullIfBlank(raw.AccountId);
        DatasetReference.Check(account, raw.NameOf(nameof(raw.AccountId)));
        return account;
    }

    private static UpdateScope ReadUpdate(SettingValues values, RawSettings raw)
    {
        if (MSBuildBoolean.TryParse(raw.Update, out var all))
        {
            return all == true ? UpdateScope.All : UpdateScope.None;
        }

        try
        {
            return UpdateScope.Of([.. raw.Update!.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(id => DatasetReference.Parse(id))]);
        }
        catch (DatasetException)
        {
            values.Invalid(raw.NameOf(nameof(raw.Update)), raw.Update!, "true, false, or dataset ids separated by ';' (on a command line by '%3B')");
            return UpdateScope.None;
        }
    }

    private static void FindContradictions(SettingValues values, RawSettings raw, UpdateScope update, bool lockedMode, bool offline, bool hasLockFile)
    {
        string Named(string setting, object value) => $"{raw.NameOf(setting)}={value}";

        if (lockedMode && !update.IsNone)
        {
            values.Add(Problem.ContradictingSettings(Named(nameof(raw.LockedMode), "true"), Named(nameof(raw.Update), update),
                "Locked mode never changes the lock file; update without it, and commit the lock file."));
        }

        if (offline && !update.IsNone)
        {
            values.Add(Problem.ContradictingSettings(Named(nameof(raw.Offline), "true"), Named(nameof(raw.Update), update),
                "An update asks the service; do it with a network."));
        }

        if (lockedMode && !hasLockFile && values.Problems.Count == 0)
        {
            values.Add(Problem.ContradictingSettings(Named(nameof(raw.LockedMode), "true"), "having no lock file",
                $"Locked mode takes all contents from a lock file; {(raw.AreProperties ? "set FireworksDatasetsUseLockFile=true" : "set LockFilePath")}, or leave it off."));
        }
    }

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
