using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.Tests.Infra;

/// <summary>Settings as a user typed them, of a project in <see cref="Project"/>.</summary>
internal static class TypedSettings
{
    public static string Project { get; } = Path.Join(Path.GetTempPath(), "project");

    public static FetchSettings Read(params (string Name, string? Text)[] given) => Read(FakeMachine.Empty, given);

    public static FetchSettings Read(MachineEnvironment machine, params (string Name, string? Text)[] given) =>
        SettingsReader.Read(new(Text(given), machine, Project), new RecordingLog());

    /// <summary>As parameters of a task.</summary>
    public static FetchSettings ReadParameters(params (string Name, string? Text)[] given) =>
        SettingsReader.Read(new(Text(given), FakeMachine.Empty, Project, areProperties: false), new RecordingLog());

    private static Func<string, string?> Text((string Name, string? Text)[] given)
    {
        CollectionAssert.IsSubsetOf(given.Select(setting => setting.Name).ToArray(), new FetchSettings().Values.Declared.Select(setting => setting.Name).ToArray());
        return name => given.SingleOrDefault(setting => setting.Name == name).Text;
    }
}
