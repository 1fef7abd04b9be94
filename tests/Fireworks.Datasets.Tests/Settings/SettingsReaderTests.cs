using System.Globalization;
using Fireworks.Datasets.Cache.Remote;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;
using static Fireworks.Datasets.Tests.Infra.TypedSettings;

namespace Fireworks.Datasets.Tests.Settings;

[TestClass]
public class SettingsReaderTests
{
    [TestMethod]
    public void Nothing_given_means_the_defaults_of_the_contract()
    {
        var settings = Read();
        Assert.AreEqual("https://api.fireworks.ai", settings.Service.ToString());
        Assert.IsTrue(settings.Service.AllowsMachineKey);
        Assert.AreEqual("FIREWORKS_API_KEY", settings.ApiKeyVariable);
        Assert.AreEqual((8, 8, TimeSpan.FromSeconds(60)), (settings.MaxConcurrency, settings.MaxRetries, settings.StallTimeout));
        Assert.AreEqual((null, false, false, true), (settings.LockedMode, settings.Offline, settings.RemoteCacheReadOnly, settings.Provenance));
        Assert.IsTrue(settings.Update.IsNone);
        Assert.AreEqual(TimeSpan.FromDays(30), settings.PruneOlderThan);
        Assert.IsNull(settings.AccountId ?? settings.LockFilePath ?? settings.ReadMask ?? settings.RemoteCacheTokenVariable);
        Assert.IsNull(settings.RemoteCache);
        Assert.IsFalse(settings.CacheAskedFor);
    }

    [TestMethod]
    public void Blank_means_not_given()
    {
        (string Name, string? Text)[] given = [.. Read().Values.Declared.Select((setting, i) => (setting.Name, i % 2 == 0 ? "" : " \t"))];
        Assert.AreEqual(Read().ToString(), Read(given).ToString());
    }

    [TestMethod]
    [DataRow("perhaps")]
    [DataRow("\n  false\n")]
    public void A_master_switch_that_switches_nothing_is_told(string value) =>
        Assert.Contains("FireworksDatasetsEnabled", Diagnosed.One("FWDS1005", () => Read(("Enabled", value))));

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
            var settings = Read(("Offline", "TRUE"), ("Provenance", "no"), ("MaxRetries", "12"), ("CacheDirectory", "NONE"), ("RemoteCacheReadOnly", "on"));
            Assert.AreEqual((true, false, 12, true), (settings.Offline, settings.Provenance, settings.MaxRetries, settings.RemoteCacheReadOnly));
            Assert.IsNull(settings.CacheDirectory);
            Assert.AreEqual("FireworksDatasetsMaxRetries='-1' is not valid. Allowed: a whole number from 0 to 1000.",
                Diagnosed.One("FWDS1005", () => Read(("MaxRetries", "-1"))));
            Assert.IsTrue(ResourceId.IsValid("ILK-ilk"));
            Assert.IsFalse(ResourceId.IsValid("PRİNT"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestMethod]
    [DataRow("MaxConcurrency", "0", "1 to 64")]
    [DataRow("MaxConcurrency", "65", "1 to 64")]
    [DataRow("MaxConcurrency", "eight", "1 to 64")]
    [DataRow("MaxConcurrency", "99999999999999", "1 to 64")]
    [DataRow("MaxRetries", "-1", "0 to 1000")]
    [DataRow("MaxRetries", "1.5", "0 to 1000")]
    [DataRow("MaxRetries", "1,000", "0 to 1000")]
    [DataRow("StallTimeoutSeconds", "0", "1 to 86400")]
    [DataRow("StallTimeoutSeconds", "00:01:00", "1 to 86400")]
    [DataRow("PruneOlderThanDays", "x", "0 to 36500")]
    [DataRow("Offline", "maybe", "true or false")]
    [DataRow("Offline", "1", "true or false")]
    [DataRow("Offline", "!true", "true or false")]
    [DataRow("LockedMode", "ja", "true or false")]
    [DataRow("UseLockFile", "x", "true or false")]
    [DataRow("Provenance", "x", "true or false")]
    [DataRow("RemoteCacheReadOnly", "x", "true or false")]
    [DataRow("Update", "a b", "dataset ids separated by ';'")]
    [DataRow("Update", "x;../y", "dataset ids separated by ';'")]
    [DataRow("LockFilePath", "a\0b", "path")]
    [DataRow("CacheDirectory", "a\nb", "path")]
    public void A_wrong_value_is_told_with_its_name_and_what_is_allowed(string setting, string value, string allowed)
    {
        var message = Diagnosed.One("FWDS1005", () => Read((setting, value)));
        Assert.StartsWith($"FireworksDatasets{setting}='", message);
        Assert.Contains(allowed, message);
        Assert.StartsWith($"{setting}='", Diagnosed.One("FWDS1005", () => ReadParameters((setting, value))));
    }

    [TestMethod]
    public void All_wrong_values_are_told_at_once()
    {
        var problems = Diagnosed.All(() => Read(("MaxRetries", "x"), ("Offline", "x"), ("BaseUrl", "x"), ("AccountId", "a b"), ("RemoteCache", "http://cache.example")));
        Assert.AreEqual("FWDS1002 FWDS1005 FWDS1005 FWDS1005 FWDS3004", string.Join(' ', problems.Select(problem => problem.Code).Order()));
    }

    [TestMethod]
    public void An_account_that_is_none_is_named_by_its_setting() =>
        Assert.Contains("FireworksAccountId", Diagnosed.One("FWDS1002", () => Read(("AccountId", "accounts/acme"))));

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
        Assert.AreEqual(locked, Read(("LockFilePath", "l.json"), ("LockedMode", given), ("LockedModeDefault", otherwise), ("Update", update))
            .IsLocked(new(new("acme", "x"), Lineage: false)));

    [TestMethod]
    public void Contradictions_name_both_settings()
    {
        Assert.Contains("FireworksDatasetsLockedMode=true contradicts FireworksDatasetsUpdate=a;acme/b",
            Diagnosed.One("FWDS1005", () => Read(("LockFilePath", "l.json"), ("LockedMode", "true"), ("Update", "a; acme/b"))));
        Assert.Contains("Offline=true contradicts Update=true",
            Diagnosed.One("FWDS1005", () => ReadParameters(("Offline", "true"), ("Update", "true"))));
        Assert.Contains("having no lock file",
            Diagnosed.One("FWDS1005", () => Read(("LockFilePath", "l.json"), ("LockedMode", "true"), ("UseLockFile", "false"))));
        Assert.IsFalse(Read(("LockFilePath", "l.json"), ("UseLockFile", "false"), ("LockedModeDefault", "true"))
            .IsLocked(new(new("acme", "x"), Lineage: false)));
    }

    /// <summary>Who names a lock file that is no path has one all the same, and hears of the path alone.</summary>
    [TestMethod]
    public void A_wrong_lock_file_is_not_taken_for_none() =>
        Assert.Contains("LockFilePath", Diagnosed.One("FWDS1005", () => Read(("LockFilePath", "a\0b"), ("LockedMode", "true"))));

    [TestMethod]
    public void What_contradicts_is_told_beside_what_is_wrong() =>
        Assert.HasCount(2, Diagnosed.All(() => Read(("LockedMode", "true"), ("MaxRetries", "x"))));

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

        static UpdateScope Scope(string text) => Read(("Update", text)).Update;
    }
}
