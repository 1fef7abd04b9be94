namespace Fireworks.Datasets.Settings;

/// <summary>Turns what the user wrote into checked settings, before anything else happens.</summary>
internal static class SettingsReader
{
    /// <param name="log">It is told the secrets that the settings name, before anything is said of what the user wrote.</param>
    /// <exception cref="DatasetException">All problems: FWDS1002, FWDS1005, FWDS3004.</exception>
    public static FetchSettings Read(SettingValues values, IFetchLog log)
    {
        foreach (var secret in values.Secrets)
        {
            log.Hide(secret);
        }

        var settings = new FetchSettings(values);
        if (!settings.Enabled)
        {
            // The condition in the targets did not read this text as false. Going on would do what the user has switched off.
            values.Invalid(nameof(settings.Enabled), values.Given(nameof(settings.Enabled))!, $"{MSBuildBoolean.Allowed}, without white space around it");
        }

        FindContradictions(settings, values);
        values.Problems.ThrowIfAny();
        return settings;
    }

    private static void FindContradictions(FetchSettings settings, SettingValues values)
    {
        string Named(string setting, object value) => $"{values.NameOf(setting)}={value}";

        var isLocked = settings.LockedMode == true;
        if (settings.Offline && !settings.Update.IsNone)
        {
            values.Problems.Add(Problem.ContradictingSettings(Named(nameof(settings.Offline), "true"), Named(nameof(settings.Update), settings.Update),
                "An update asks the service; do it with a network."));
        }

        if (isLocked && !settings.Update.IsNone)
        {
            values.Problems.Add(Problem.ContradictingSettings(Named(nameof(settings.LockedMode), "true"), Named(nameof(settings.Update), settings.Update),
                "Locked mode never changes the lock file; update without it, and commit the lock file."));
        }
        else if (isLocked && settings.LockFilePath is null)
        {
            values.Problems.Add(Problem.ContradictingSettings(Named(nameof(settings.LockedMode), "true"), "having no lock file",
                $"Locked mode takes all contents from a lock file; {(values.AreProperties ? "set FireworksDatasetsUseLockFile=true" : "set LockFilePath")}, or leave it off."));
        }
    }
}
