using System.Text.RegularExpressions;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Settings;

/// <summary>Holds the package's targets against the table: what they do not hand over is never read, and what they hand over beside it either.</summary>
[TestClass]
public partial class SettingsTargetsTests
{
    [TestMethod]
    public void Every_setting_has_one_line_and_every_line_is_a_setting() => Assert.AreEqual(
        // A mask is sent only by the public task, and only pruning asks for an age.
        string.Join('\n', SettingsTable.All.Select(setting => setting.Name).Except(["ReadMask", "PruneOlderThanDays"]).Order(StringComparer.Ordinal)),
        string.Join('\n', SettingsTable.Lines.Select(line => line.Name).Order(StringComparer.Ordinal)));

    [TestMethod]
    public void A_line_hands_over_the_property_of_its_name_or_what_the_targets_make_of_it()
    {
        foreach (var (name, value) in SettingsTable.Lines)
        {
            var property = SettingsTable.Property(SettingsTable.All.Single(setting => setting.Name == name));
            Assert.IsTrue(value == $"$({property})" || value.StartsWith("$(_Fireworks", StringComparison.Ordinal), $"{name}: {value}");
        }
    }

    [TestMethod]
    public void Every_setting_is_declared_once() => Assert.AreEqual(SettingsTable.All.Count, SettingsTable.All.DistinctBy(setting => setting.Name).Count());

    [TestMethod]
    public void Defaults_of_the_props_are_those_of_the_table()
    {
        foreach (Match property in Default().Matches(SettingsTable.Props))
        {
            var setting = SettingsTable.All.Single(setting => SettingsTable.Property(setting) == property.Groups[1].Value);
            Assert.AreEqual(setting.Default, property.Groups[2].Value, setting.Name);
        }
    }

    [GeneratedRegex(@"<(Fireworks\w+) Condition=""[^""]*"">(.*?)</")]
    private static partial Regex Default();
}
