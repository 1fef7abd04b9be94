using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Settings;

/// <summary>
/// The settings as the user wrote them, and their problems, which are reported together. Only through this class do settings read the
/// machine: its home directory, and variables that are a <see cref="SettingVariable"/>.
/// </summary>
/// <param name="given">Returns the text of a setting by its name. Blank text counts as not given.</param>
/// <param name="projectDirectory">The full path that relative paths start from; <see langword="null"/> where they are not allowed.</param>
/// <param name="areProperties">Whether messages name properties (<c>FireworksDatasetsOffline</c>) or task parameters (<c>Offline</c>).</param>
internal sealed class SettingValues(Func<string, string?> given, MachineEnvironment machine, string? projectDirectory, bool areProperties = true)
{
    private readonly List<Setting> _declared = [];

    /// <summary>The settings that were read. A <see cref="FetchSettings"/> that uses a lock file reads all settings.</summary>
    public IReadOnlyList<Setting> Declared => _declared;

    /// <summary>All that is wrong with them.</summary>
    public ProblemList Problems { get; } = new();

    public bool AreProperties => areProperties;

    public Platform Platform => machine.Platform;

    public string? HomeDirectory => machine.HomeDirectory;

    /// <summary>The variable's value, not trimmed; <see langword="null"/> where it is unset or blank.</summary>
    public string? this[SettingVariable variable] => machine[variable.Name] is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    /// <summary>The name by which the user knows a setting.</summary>
    public string NameOf(string setting) => !areProperties
        ? setting
        : setting is "AccountId" or "BaseUrl" or "ApiKey" or "ApiKeyVariable" ? $"Fireworks{setting}" : $"FireworksDatasets{setting}";

    /// <summary>Declares a setting and reads its text.</summary>
    /// <param name="otherwise">The <see cref="Setting.Default"/> to declare. It is not returned.</param>
    /// <inheritdoc cref="Given"/>
    public string? Declare(string name, string? otherwise, string allowed, SettingVariable? variable = null)
    {
        _declared.Add(new(name, otherwise, allowed, variable));
        return Given(name);
    }

    /// <returns>The trimmed text; <see langword="null"/> where the setting is not given.</returns>
    public string? Given(string name) => given(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>Resolves a path that may be relative to the project.</summary>
    /// <param name="source">The name of the setting or variable, as the user knows it.</param>
    /// <returns>The full path; <see langword="null"/>, with a problem, where the text is no such path.</returns>
    public string? ProjectPath(string source, string text) => Problems.Collect(() => new PathSetting(HomeDirectory, projectDirectory).Resolve(source, text));

    /// <summary>Resolves a path that all projects of the machine share, and that therefore cannot be relative.</summary>
    /// <inheritdoc cref="ProjectPath"/>
    public string? MachinePath(string source, string text) => Problems.Collect(() => new PathSetting(HomeDirectory, baseDirectory: null).Resolve(source, text));

    /// <summary>Adds FWDS1005 to the problems. The message does not repeat a value that looks like a key.</summary>
    public void Invalid(string name, string text, string allowed) => Problems.Add(SecretShapes.MayBeIn(text)
        ? Problem.SecretInSetting(NameOf(name), allowed)
        : Problem.InvalidSetting(NameOf(name), text, allowed));
}
