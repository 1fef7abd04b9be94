using System.Globalization;
using Fireworks.Datasets.Cache.Remote;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Settings;

[TestClass]
public class SettingsReaderTests
{
    private static readonly string s_project = Path.Join(Path.GetTempPath(), "project");

    private static RawSettings Raw { get; } = new() { ProjectDirectory = s_project };

    [TestMethod]
    public void Nothing_given_means_the_defaults_of_the_contract()
    {
        var settings = Read(Raw);
        Assert.AreEqual("https://api.fireworks.ai", settings.Service.ToString());
        Assert.IsTrue(settings.Service.AllowsMachineKey);
        Assert.AreEqual("FIREWORKS_API_KEY", settings.ApiKeyVariable);
        Assert.AreEqual((8, 8, TimeSpan.FromSeconds(60)), (settings.MaxConcurrency, settings.MaxRetries, settings.StallTimeout));
        Assert.AreEqual((false, false, false, true), (settings.LockedMode, settings.Offline, settings.RemoteCacheReadOnly, settings.Provenance));
        Assert.IsTrue(settings.Update.IsNone);
        Assert.AreEqual(TimeSpan.FromDays(30), settings.PruneOlderThan);
        Assert.IsNull(settings.AccountId ?? settings.LockFilePath ?? settings.ReadMask ?? settings.RemoteCacheTokenVariable);
        Assert.IsNull(settings.RemoteCache);
        Assert.IsFalse(settings.CacheAskedFor);
    }

    /// <summary>A build that remembers the last one's settings looks at these, to know whether they are still so.</summary>
    [TestMethod]
    public void All_variables_that_are_read_are_known()
    {
        var asked = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var platform in Enum.GetValues<Platform>())
        {
            new SettingsReader(FakeMachine.Recording(platform, asked)).Read(new() { ProjectDirectory = Path.GetTempPath() });
        }

        Assert.AreEqual(string.Join('\n', asked), string.Join('\n', SettingsReader.Variables.Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    public void Blank_means_not_given()
    {
        var settings = Read(Raw with
        {
            AccountId = " ",
            BaseUrl = "",
            ApiKeyVariable = " ",
            CacheDirectory = " ",
            LockFilePath = "",
            LockedMode = " ",
            Update = "",
            Offline = "",
            MaxConcurrency = " ",
            MaxRetries = "",
            StallTimeoutSeconds = "",
            RemoteCache = " ",
            RemoteCacheTokenVariable = "",
        });
        Assert.AreEqual(Read(Raw), settings);
    }

    [TestMethod]
    [DataRow("perhaps")]
    [DataRow("\n  false\n")]
    public void A_master_switch_that_switches_nothing_is_told(string value) =>
        Assert.Contains("FireworksDatasetsEnabled", Diagnosed.One("FWDS1005", () => Read(Raw with { Enabled = value })));

    [TestMethod]
    [DataRow("en-US")]
    [DataRow("tr-TR")]
    [DataRow("ar-SA")]
    [DataRow("fa-IR")]
    public void No_culture_changes_anything(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var settings = Read(Raw with { Offline = "TRUE", Provenance = "no", MaxRetries = "12", CacheDirectory = "NONE", RemoteCacheReadOnly = "on" });
            Assert.AreEqual((true, false, 12, true), (settings.Offline, settings.Provenance, settings.MaxRetries, settings.RemoteCacheReadOnly));
            Assert.IsNull(settings.CacheDirectory);
            Assert.AreEqual("FireworksDatasetsMaxRetries='-1' is not valid. Allowed: a whole number from 0 to 1000.",
                Diagnosed.One("FWDS1005", () => Read(Raw with { MaxRetries = "-1" })));
            Assert.IsTrue(ResourceId.IsValid("ILK-ilk"));
            Assert.IsFalse(ResourceId.IsValid("PRİNT"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestMethod]
    [DataRow(nameof(RawSettings.MaxConcurrency), "0", "1 to 64")]
    [DataRow(nameof(RawSettings.MaxConcurrency), "65", "1 to 64")]
    [DataRow(nameof(RawSettings.MaxConcurrency), "eight", "1 to 64")]
    [DataRow(nameof(RawSettings.MaxConcurrency), "99999999999999", "1 to 64")]
    [DataRow(nameof(RawSettings.MaxRetries), "-1", "0 to 1000")]
    [DataRow(nameof(RawSettings.MaxRetries), "1.5", "0 to 1000")]
    [DataRow(nameof(RawSettings.MaxRetries), "1,000", "0 to 1000")]
    [DataRow(nameof(RawSettings.StallTimeoutSeconds), "0", "1 to 86400")]
    [DataRow(nameof(RawSettings.StallTimeoutSeconds), "00:01:00", "1 to 86400")]
    [DataRow(nameof(RawSettings.PruneOlderThanDays), "x", "0 to 36500")]
    [DataRow(nameof(RawSettings.Offline), "maybe", "true or false")]
    [DataRow(nameof(RawSettings.Offline), "1", "true or false")]
    [DataRow(nameof(RawSettings.Offline), "!true", "true or false")]
    [DataRow(nameof(RawSettings.LockedMode), "ja", "true or false")]
    [DataRow(nameof(RawSettings.UseLockFile), "x", "true or false")]
    [DataRow(nameof(RawSettings.Provenance), "x", "true or false")]
    [DataRow(nameof(RawSettings.RemoteCacheReadOnly), "x", "true or false")]
    [DataRow(nameof(RawSettings.Update), "a b", "dataset ids separated by ';'")]
    [DataRow(nameof(RawSettings.Update), "x;../y", "dataset ids separated by ';'")]
    [DataRow(nameof(RawSettings.LockFilePath), "a\0b", "path")]
    [DataRow(nameof(RawSettings.CacheDirectory), "a\nb", "path")]
    public void A_wrong_value_is_told_with_its_name_and_what_is_allowed(string setting, string value, string allowed)
    {
        var message = Diagnosed.One("FWDS1005", () => Read(With(setting, value)));
        Assert.StartsWith($"FireworksDatasets{setting}='", message);
        Assert.Contains(allowed, message);
        Assert.StartsWith($"{setting}='", Diagnosed.One("FWDS1005", () => Read(With(setting, value) with { AreProperties = false })));
    }

    [TestMethod]
    public void All_wrong_values_are_told_at_once()
    {
        var problems = Diagnosed.All(() => Read(Raw with { MaxRetries = "x", Offline = "x", BaseUrl = "x", AccountId = "a b", RemoteCache = "http://cache.example" }));
        Assert.AreEqual("FWDS1002 FWDS1005 FWDS1005 FWDS1005 FWDS3004", string.Join(' ', problems.Select(problem => problem.Code).Order()));
    }

    [TestMethod]
    public void An_account_that_is_none_is_named_by_its_setting() =>
        Assert.Contains("FireworksAccountId", Diagnosed.One("FWDS1002", () => Read(Raw with { AccountId = "accounts/acme" })));

    [TestMethod]
    [DataRow("true", null, null, true)]
    [DataRow("false", "true", null, false)]
    [DataRow(null, "true", null, true)]
    [DataRow(null, "true", "false", true)]
    [DataRow(null, "true", "true", false, DisplayName = "an update wins over the default")]
    [DataRow(null, "true", "x", false, DisplayName = "an update of one wins over the default")]
    [DataRow(null, "true", "y", true, DisplayName = "and leaves the others locked")]
    [DataRow(null, "1", null, false)]
    [DataRow(null, "", null, false)]
    [DataRow("false", "true", "true", false)]
    public void Locked_mode(string? given, string? otherwise, string? update, bool locked) =>
        Assert.AreEqual(locked, Read(Raw with { LockFilePath = "l.json", LockedMode = given, LockedModeDefault = otherwise, Update = update })
            .IsLocked(new(new("acme", "x"), Lineage: false)));

    [TestMethod]
    public void Contradictions_name_both_settings()
    {
        var locked = Raw with { LockFilePath = "l.json", LockedMode = "true" };
        Assert.Contains("FireworksDatasetsLockedMode=true contradicts FireworksDatasetsUpdate=a;acme/b",
            Diagnosed.One("FWDS1005", () => Read(locked with { Update = "a; acme/b" })));
        Assert.Contains("Offline=true contradicts Update=true",
            Diagnosed.One("FWDS1005", () => Read(Raw with { AreProperties = false, Offline = "true", Update = "true" })));
        Assert.Contains("having no lock file", Diagnosed.One("FWDS1005", () => Read(locked with { UseLockFile = "false" })));
        Assert.IsFalse(Read(Raw with { LockFilePath = "l.json", UseLockFile = "false", LockedModeDefault = "true" }).LockedMode);
    }

    [TestMethod]
    public void Update_takes_all_or_a_list()
    {
        var x = new DatasetKey(new("acme", "x"), Lineage: true);
        var y = new DatasetKey(new("other", "y"), Lineage: false);
        Assert.IsTrue(Scope("true").Includes(x));
        Assert.IsFalse(Scope("false").Includes(x));
        Assert.IsFalse(Scope(" ; ").Includes(x));
        Assert.IsTrue(Scope("x").Includes(x));
        Assert.IsFalse(Scope("x").Includes(y));
        Assert.IsTrue(Scope("z, y").Includes(y));
        Assert.IsTrue(Scope("acme/x;accounts/other/datasets/y").Includes(y));
        Assert.IsFalse(Scope("acme/y").Includes(y));
        Assert.AreEqual("z", string.Join(' ', Scope("x;z").Unmatched([x, y])));
        Assert.IsEmpty(Scope("true").Unmatched([x]));

        static UpdateScope Scope(string text) => Read(Raw with { Update = text }).Update;
    }

    private static FetchSettings Read(RawSettings raw) => new SettingsReader(FakeMachine.Empty).Read(raw);

    private static RawSettings With(string setting, string value)
    {
        var raw = Raw with { };
        typeof(RawSettings).GetProperty(setting)!.SetValue(raw, value);
        return raw;
    }
}
