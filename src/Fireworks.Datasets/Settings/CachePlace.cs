using System.Runtime.CompilerServices;

namespace Fireworks.Datasets.Settings;

/// <summary>Finds the folder of the content store, which all projects of the machine share.</summary>
internal static class CachePlace
{
    private const string Off = "none";

    /// <summary>Reads the setting, else FIREWORKS_DATASETS_CACHE, else takes the platform's folder for caches.</summary>
    /// <returns>A full path; <see langword="null"/> where no store is to be used.</returns>
    public static string? Read(SettingValues values, [CallerMemberName] string name = "")
    {
        if (values.Declare(name, otherwise: null, $"{PathSetting.Allowed}, or {Off}", SettingVariable.Cache) is { } text)
        {
            return Is(text, Off) ? null : values.ProjectPath(values.NameOf(name), text);
        }

        if (values[SettingVariable.Cache] is { } named)
        {
            // The variable cannot be relative to a project, because it counts for all projects of the machine.
            return Is(named, Off) ? null : values.MachinePath(SettingVariable.Cache.Name, named);
        }

        return Default(values);
    }

    private static string? Default(SettingValues values) => values.Platform switch
    {
        Platform.Windows => Below(values[SettingVariable.LocalAppData], "fireworks-datasets", "cache")
            ?? Below(values.HomeDirectory, "AppData", "Local", "fireworks-datasets", "cache"),
        Platform.MacOS => Below(values.HomeDirectory, "Library", "Caches", "fireworks-datasets"),
        // The XDG Base Directory Specification says that a relative XDG_CACHE_HOME is ignored.
        _ => Below(values[SettingVariable.XdgCacheHome], "fireworks-datasets") ?? Below(values.HomeDirectory, ".cache", "fireworks-datasets"),
    };

    private static string? Below(string? folder, params string[] segments) =>
        folder is not null && Path.IsPathFullyQualified(folder) ? Path.Join([folder, .. segments]) : null;

    private static bool Is(string text, string word) => text.Trim().Equals(word, StringComparison.OrdinalIgnoreCase);
}
