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
    /// <summary>The variable of the key, where no setting names another one.</summary>
    public const string DefaultKeyVariable = "FIREWORKS_API_KEY";

    private readonly List<Setting> _declared = [];
    private IReadOnlyList<string>? _secrets;

    /// <summary>The settings that were read. A <see cref="FetchSettings"/> that uses a lock file reads all settings.</summary>
    public IReadOnlyList<Setting> Declared => _declared;

    /// <summary>All that is wrong with them.</summary>
    public ProblemList Problems { get; } = new();

    /// <summary>The values of the variables that hold the key and the remote cache's token. Some have no shape by which they could be recognised.</summary>
    public IReadOnlyList<string> Secrets => _secrets ??= [.. ((string?[])[DefaultKeyVariable, Given("ApiKeyVariable"), Given("RemoteCacheTokenVariable")])
        .Where(name => name is not null && EnvironmentVariableName.IsValid(name)).Distinct(StringComparer.Ordinal)
        .Select(name => machine[name!]?.Trim() ?? "").Where(value => value.Length >= SecretScrubber.MinLength)];

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
    /// <returns>The trimmed text; <see langword="null"/> where the setting is not given, or, with a problem, where it is the key itself.</returns>
    public string? Declare(string name, string? otherwise, string allowed, SettingVariable? variable = null)
    {
        _declared.Add(new(name, otherwise, allowed, variable));
        var text = Given(name);
        if (text is null || !Secrets.Contains(text))
        {
            return text;
        }

        Problems.Add(Problem.SecretInSetting(NameOf(name), allowed));
        return null;
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

    /// <summary>Whether the text looks like a secret, or holds one that is known.</summary>
    public bool MayHoldSecret(string text) =>
        SecretShapes.MayBeIn(text) || Secrets.Any(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds FWDS1005 to the problems. The message does not repeat a value that may hold a secret.</summary>
    public void Invalid(string name, string text, string allowed) => Problems.Add(MayHoldSecret(text)
        ? Problem.SecretInSetting(NameOf(name), allowed)
        : Problem.InvalidSetting(NameOf(name), text, allowed));
}
