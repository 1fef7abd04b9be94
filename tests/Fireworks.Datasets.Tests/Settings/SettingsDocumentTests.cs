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
        // The default comes from a property of the SDK; a mask is sent only by the public task.
        Assert.AreEqual("LockedModeDefault ReadMask",
            string.Join(' ', SettingsTable.All.Where(setting => !documented.Contains(SettingsTable.Property(setting))).Select(setting => setting.Name)));
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
            var settings = TypedSettings.Read(machine);
            Diagnosed.One("FWDS1001", () => new CredentialSource(machine, settings).FindKey());
            Diagnosed.One("FWDS1004", () => new AccountResolver(machine, settings).Resolve(new(null, "x"), []));
        }

        Assert.AreEqual(string.Join('\n', asked), string.Join('\n', FirstColumn("Environment variables").Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    public void Defaults_and_ranges_are_those_of_the_table()
    {
        foreach (var row in MarkdownTable.Rows(s_page, "Properties"))
        {
            if (SettingsTable.All.SingleOrDefault(setting => $"`{SettingsTable.Property(setting)}`" == row[0]) is { } setting)
            {
                AssertDefault(setting, row[0], row[1], SettingsTable.DefaultInTargets(setting) ?? setting.Default ?? "");
                Assert.Contains(Range().Match(setting.Allowed).Value, row[2], row[0]);
            }
        }
    }

    [TestMethod]
    public void Parameters_of_the_task_are_settings_with_the_same_defaults()
    {
        foreach (var row in MarkdownTable.Rows(s_page, "Parameters of the task").Where(row => row[2].StartsWith("`Fireworks", StringComparison.Ordinal)))
        {
            var setting = SettingsTable.All.Single(setting => $"`{setting.Name}`" == row[0]);
            Assert.StartsWith($"`{SettingsTable.Property(setting)}`", row[2]);
            if (setting.Variable is not null)
            {
                Assert.AreEqual("as the property", row[1], row[0]);
            }
            else if (setting.Default is { } expected)
            {
                AssertDefault(setting, row[0], row[1], expected);
            }
        }
    }

    private static void AssertDefault(Setting setting, string row, string documented, string expected)
    {
        var value = expected.Length == 0 ? "empty" : $"`{expected}`";
        if (setting.Variable is not { } variable)
        {
            Assert.AreEqual(value, documented, row);
        }
        else
        {
            Assert.StartsWith($"env `{variable}`", documented, row);
            Assert.IsTrue(setting.Default is null || documented.EndsWith($"else {value}", StringComparison.Ordinal), row);
        }
    }

    private static IReadOnlyList<string> FirstColumn(string section) => MarkdownTable.FirstColumn(s_page, section);

    [GeneratedRegex(@"\$\((Fireworks\w+)\)")]
    private static partial Regex PropertyInTargets();

    [GeneratedRegex(@"\d+ to \d+")]
    private static partial Regex Range();
}
