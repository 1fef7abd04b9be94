using Fireworks.Datasets.Diagnostics;

namespace Fireworks.Datasets.Settings;

/// <summary>Where the machine-wide content store is.</summary>
/// <param name="Directory">Full path; <see langword="null"/>: none.</param>
/// <param name="AskedFor">The user named it.</param>
internal sealed record CachePlace(string? Directory, bool AskedFor)
{
    private const string Variable = "FIREWORKS_DATASETS_CACHE";
    private const string Off = "none";

    /// <summary>The setting, else FIREWORKS_DATASETS_CACHE, else the platform's place for caches.</summary>
    /// <exception cref="DatasetException">FWDS1005.</exception>
    public static CachePlace Find(MachineEnvironment machine, RawSettings raw)
    {
        if (!string.IsNullOrWhiteSpace(raw.CacheDirectory))
        {
            var text = raw.CacheDirectory.Trim();
            return Is(text, Off) ? new(null, true) : new(new PathSetting(machine, raw.ProjectDirectory).Resolve(raw.NameOf(nameof(raw.CacheDirectory)), text), true);
        }

        if (machine[Variable]?.Trim() is { Length: > 0 } named)
        {
            // Relative to what? The store serves all projects of the machine.
            return Is(named, Off) ? new(null, true) : new(new PathSetting(machine, null).Resolve(Variable, named), true);
        }

        return new(Default(machine), false);
    }

    private static string? Default(MachineEnvironment machine) => machine.Platform switch
    {
        Platform.Windows => Below(machine["LOCALAPPDATA"], "fireworks-datasets", "cache")
            ?? Below(machine.HomeDirectory, "AppData", "Local", "fireworks-datasets", "cache"),
        Platform.MacOS => Below(machine.HomeDirectory, "Library", "Caches", "fireworks-datasets"),
        // A relative XDG_CACHE_HOME is to be ignored (XDG Base Directory Specification).
        _ => Below(machine["XDG_CACHE_HOME"], "fireworks-datasets") ?? Below(machine.HomeDirectory, ".cache", "fireworks-datasets"),
    };

    private static string? Below(string? folder, params string[] segments) =>
        folder is not null && Path.IsPathFullyQualified(folder) ? Path.Join([folder, .. segments]) : null;

    private static bool Is(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
