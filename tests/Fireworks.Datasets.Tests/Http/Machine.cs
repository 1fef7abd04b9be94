namespace Fireworks.Datasets.Tests.Http;

/// <summary>A Linux machine with these environment variables and no others.</summary>
internal static class Machine
{
    public static MachineEnvironment Without() => With();

    public static MachineEnvironment With(params (string Name, string Value)[] variables)
    {
        var all = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        return new(all.GetValueOrDefault, HomeDirectory: null, Platform.Linux);
    }
}
