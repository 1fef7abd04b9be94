namespace Fireworks.Datasets.Settings;

/// <summary>
/// An environment variable that settings may come from, on any platform. Settings are read from no others, and each is in
/// <see cref="All"/> as soon as it exists, so that a build which remembers the last one's settings can see whether they are still so.
/// </summary>
internal sealed class SettingVariable
{
    // Before the variables, which put themselves into it.
    private static readonly List<SettingVariable> s_all = [];

    private SettingVariable(string name)
    {
        Name = name;
        s_all.Add(this);
    }

    public static SettingVariable BaseUrl { get; } = new("FIREWORKS_BASE_URL");

    public static SettingVariable Cache { get; } = new("FIREWORKS_DATASETS_CACHE");

    public static SettingVariable RemoteCache { get; } = new("FIREWORKS_DATASETS_REMOTE_CACHE");

    public static SettingVariable LocalAppData { get; } = new("LOCALAPPDATA");

    public static SettingVariable XdgCacheHome { get; } = new("XDG_CACHE_HOME");

    public static IReadOnlyList<SettingVariable> All => s_all;

    public string Name { get; }

    public override string ToString() => Name;
}
