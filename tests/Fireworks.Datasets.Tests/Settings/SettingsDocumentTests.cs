using System.Text.RegularExpressions;
using Fireworks.Datasets.Service.Credentials;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Settings;

/// <summary>Holds docs/settings.md and the code together.</summary>
[TestClass]
public partial class SettingsDocumentTests
{
    private static readonly string s_page = Repository.Read("docs", "settings.md");

    [TestMethod]
    public void Every_property_is_there()
    {
        var documented = FirstColumn("Properties");
        foreach (var setting in typeof(RawSettings).GetProperties().Where(property => property.PropertyType == typeof(string)).Select(property => property.Name)
            .Except([nameof(RawSettings.ProjectDirectory), nameof(RawSettings.LockedModeDefault), nameof(RawSettings.ReadMask)]))
        {
            Assert.Contains(new RawSettings { ProjectDirectory = "" }.NameOf(setting), documented);
        }

        foreach (Match used in PropertyInTargets().Matches(string.Concat(
            Directory.EnumerateFiles(Path.Join(Repository.Root, "nuget"), "*.*", SearchOption.AllDirectories)
                .Where(file => file.EndsWith(".props", StringComparison.Ordinal) || file.EndsWith(".targets", StringComparison.Ordinal)).Select(File.ReadAllText))))
        {
            Assert.Contains(used.Groups[1].Value, documented);
        }
    }

    [TestMethod]
    public void Every_environment_variable_is_there()
    {
        var asked = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var platform in Enum.GetValues<Platform>())
        {
            var machine = FakeMachine.Recording(platform, asked);
            var settings = new SettingsReader(machine).Read(new() { ProjectDirectory = Path.GetTempPath() });
            Diagnosed.One("FWDS1001", () => new CredentialSource(machine, settings).FindKey());
            Diagnosed.One("FWDS1004", () => new AccountResolver(machine, settings).Resolve(new(null, "x"), []));
        }

        Assert.AreEqual(string.Join('\n', asked), string.Join('\n', FirstColumn("Environment variables").Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    public void Defaults_are_those_of_the_code()
    {
        var settings = new SettingsReader(FakeMachine.Empty).Read(new() { ProjectDirectory = Path.GetTempPath() });
        AssertDefault("FireworksApiKeyVariable", settings.ApiKeyVariable);
        AssertDefault("FireworksDatasetsUpdate", settings.Update);
        AssertDefault("FireworksDatasetsOffline", settings.Offline);
        AssertDefault("FireworksDatasetsMaxConcurrency", settings.MaxConcurrency);
        AssertDefault("FireworksDatasetsMaxRetries", settings.MaxRetries);
        AssertDefault("FireworksDatasetsStallTimeoutSeconds", settings.StallTimeout.TotalSeconds);
        AssertDefault("FireworksDatasetsProvenance", settings.Provenance);
        AssertDefault("FireworksDatasetsRemoteCacheReadOnly", settings.RemoteCacheReadOnly);
        AssertDefault("FireworksDatasetsPruneOlderThanDays", settings.PruneOlderThan.TotalDays);
        Assert.Contains($"else `{settings.Service}` |", s_page);

        static void AssertDefault(string property, object value) =>
            Assert.Contains($"\n| `{property}` | `{$"{value}".ToLowerInvariant().Replace("fireworks_api_key", "FIREWORKS_API_KEY")}` |", s_page);
    }

    [TestMethod]
    public void Links_lead_somewhere()
    {
        var diagnostics = Repository.Read("docs", "diagnostics.md");
        foreach (Match link in DiagnosticsLink().Matches(s_page))
        {
            Assert.Contains($"\n## {link.Groups[1].Value.ToUpperInvariant()}\n", diagnostics);
        }
    }

    private static IReadOnlyList<string> FirstColumn(string section) => MarkdownTable.FirstColumn(s_page, section);

    [GeneratedRegex(@"\$\((Fireworks\w+)\)")]
    private static partial Regex PropertyInTargets();

    [GeneratedRegex(@"diagnostics\.md#(fwds\d{4})")]
    private static partial Regex DiagnosticsLink();
}
