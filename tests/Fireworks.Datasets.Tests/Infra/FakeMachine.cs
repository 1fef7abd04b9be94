namespace Fireworks.Datasets.Tests.Infra;

/// <summary>Machines of a test's own making.</summary>
internal static class FakeMachine
{
    public static MachineEnvironment Empty { get; } = With(home: null);

    public static MachineEnvironment With(string? home, params (string Name, string Value)[] variables) =>
        With(Platform.Linux, home, variables);

    public static MachineEnvironment With(Platform platform, string? home, params (string Name, string Value)[] variables)
    {
        var values = variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);
        return new(name => values.GetValueOrDefault(name), home, platform);
    }

    /// <summary>A machine without variables that takes down which are asked for.</summary>
    public static MachineEnvironment Recording(Platform platform, ISet<string> asked) => new(
        name =>
        {
            asked.Add(name);
            return null;
        },
        Path.GetTempPath(),
        platform);
}
