using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Settings;

/// <summary>
/// Settings as the user typed them, and what is wrong with them, so that all of it is told at once. Only through here do settings
/// see the machine: its home directory, and variables that are a <see cref="SettingVariable"/>.
/// </summary>
/// <param name="given">The text of a setting by its name. Blank counts as not given.</param>
/// <param name="projectDirectory">Full path: what relative paths are relative to; <see langword="null"/>: none are allowed.</param>
/// <param name="areProperties">Messages name properties (<c>FireworksDatasetsOffline</c>); else parameters of a task (<c>Offline</c>).</param>
internal sealed class SettingValues(Func<string, string?> given, MachineEnvironment machine, string? projectDirectory, bool areProperties = true)
{
    private readonly List<Setting> _declared = [];

    /// <summary>All settings that were read: all that there are, once <see cref="FetchSettings"/> has been made of these values.</summary>
    public IReadOnlyList<Setting> Declared => _declared;

    /// <summary>All that is wrong with them.</summary>
    public ProblemList Problems { get; } = new();

    public bool AreProperties => areProperties;

    public Platform Platform => machine.Platform;

    public string? HomeDirectory => machine.HomeDirectory;

    /// <summary>The variable's value as it is; <see langword="null"/> where it is unset or blank.</summary>
    public string? this[SettingVariable variable] => machine[variable.Name] is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    /// <summary>The name under which the user knows a setting.</summary>
    public string NameOf(string setting) => !areProperties
        ? setting
        : setting is "AccountId" or "BaseUrl" or "ApiKey" or "ApiKeyVariable" ? $"Fireworks{setting}" : $"FireworksDatasets{setting}";

    /// <summary>Declares a setting and reads its text.</summary>
    /// <param name="otherwise">Its <see cref="Setting.Default"/>.</param>
    /// <returns>As <see cref="Given"/>.</returns>
    public string? Declare(string name, string? otherwise, string allowed, SettingVariable? variable = null)
    {
        _declared.Add(new(name, otherwise, allowed, variable));
        return Given(name);
    }

    /// <returns>The text without white space around it; <see langword="null"/> where the setting is not given.</returns>
    public string? Given(string name) => given(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <param name="source">Setting or variable, as the user knows it.</param>
    /// <returns><see langword="null"/> where it is no path, which is told.</returns>
    public string? ProjectPath(string source, string text) => Problems.Collect(() => new PathSetting(HomeDirectory, projectDirectory).Resolve(source, text));

    /// <summary>A path of no project in particular, so that there is nothing that it could be relative to.</summary>
    /// <inheritdoc cref="ProjectPath"/>
    public string? MachinePath(string source, string text) => Problems.Collect(() => new PathSetting(HomeDirectory, baseDirectory: null).Resolve(source, text));

    /// <summary>FWDS1005; a value that looks like a key is not repeated.</summary>
    public void Invalid(string name, string text, string allowed) => Problems.Add(SecretShapes.MayBeIn(text)
        ? Problem.SecretInSetting(NameOf(name), allowed)
        : Problem.InvalidSetting(NameOf(name), text, allowed));
}
