using System.Globalization;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Settings;

/// <summary>Reads single values and collects what is wrong with them, so that all of it is told at once.</summary>
internal sealed class SettingValues(RawSettings raw)
{
    private readonly List<Diagnostic> _problems = [];

    public IReadOnlyList<Diagnostic> Problems => _problems;

    public void Add(Diagnostic problem) => _problems.Add(problem);

    /// <summary>FWDS1005; a value that looks like a key is not repeated.</summary>
    public void Invalid(string setting, string value, string allowed) => Add(SecretShapes.MayBeIn(value)
        ? Problem.SecretInSetting(setting, allowed)
        : Problem.InvalidSetting(setting, value, allowed));

    public bool? Boolean(string setting, string? text)
    {
        if (!MSBuildBoolean.TryParse(text, out var value))
        {
            Invalid(raw.NameOf(setting), text!, MSBuildBoolean.Allowed);
        }

        return value;
    }

    public int Number(string setting, string? text, int otherwise, int least, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Invalid(raw.NameOf(setting), text, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
        return otherwise;
    }

    /// <summary>The name of an environment variable. What is none may be the secret itself, and is never repeated.</summary>
    public string? VariableName(string setting, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var name = text.Trim();
        if (EnvironmentVariableName.IsValid(name))
        {
            return name;
        }

        Add(Problem.SecretInSetting(raw.NameOf(setting)));
        return null;
    }

    /// <summary>Runs what throws, and keeps its problems.</summary>
    public T? Collect<T>(Func<T> read)
        where T : class?
    {
        try
        {
            return read();
        }
        catch (DatasetException exception)
        {
            _problems.AddRange(exception.Diagnostics);
            return null;
        }
    }
}
