namespace Fireworks.Datasets.Settings;

/// <summary>
/// An environment variable that settings may come from. <see cref="All"/> has every one, on every platform, so that a build which
/// reuses the last build's result can tell whether one has changed.
/// </summary>
internal sealed class SettingVariable
{
    // Static members are initialised in order, so this comes before the variables, which add themselves to it.
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
