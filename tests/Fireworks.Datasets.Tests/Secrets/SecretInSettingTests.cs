using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Secrets;

[TestClass]
public class SecretInSettingTests
{
    [TestMethod]
    [DataRow("fw_3ZabcDEFghiJKLmnoPQRstu")]
    [DataRow("fw_1234567a")]
    [DataRow("fw_12345678")]
    [DataRow("fpk_a1234567")]
    [DataRow("sk_onlylettersbutmany")]
    [DataRow("sk-proj-abcdefgh")]
    [DataRow("aB3dE6gH9jK2mN5pQ8sT1vW4yZ7")]
    [DataRow("my key")]
    [DataRow("MY-KEY")]
    [DataRow("1KEY")]
    [DataRow("$(MY_KEY)")]
    [DataRow("eyJhbGciOi.J9.x")]
    public void A_key_instead_of_a_variables_name_is_not_repeated(string value)
    {
        foreach (var setting in (string[])["ApiKeyVariable", "RemoteCacheTokenVariable"])
        {
            var message = Diagnosed.One("FWDS1005", () => TypedSettings.Read((setting, value)));
            Assert.DoesNotContain(value, message);
            Assert.Contains("rotate", message);
            Assert.Contains("Variable", message);
        }
    }

    [TestMethod]
    [DataRow("FIREWORKS_API_KEY")]
    [DataRow("_x1")]
    [DataRow("CI_JOB_TOKEN")]
    [DataRow("fw_key")]
    [DataRow("fw_my_key_1")]
    [DataRow("sk_prod_key1")]
    [DataRow("fw_trainingset")]
    [DataRow("MyCompanyFireworksApiKeyProd")]
    public void A_variables_name_is_taken(string name) => Assert.AreEqual(name, TypedSettings.Read(("ApiKeyVariable", name)).ApiKeyVariable);

    /// <summary>Some keys have no shape by which they could be recognised, but the variable has them.</summary>
    [TestMethod]
    [DataRow("FIREWORKS_API_KEY", "", "")]
    [DataRow("OWN_KEY", "ApiKeyVariable", "OWN_KEY")]
    [DataRow("CACHE_TOKEN", "RemoteCacheTokenVariable", "CACHE_TOKEN")]
    public void The_key_itself_in_any_setting_is_not_repeated_whatever_its_shape(string variable, string naming, string name)
    {
        const string key = "correct.horse";
        var machine = FakeMachine.With(home: "/home/me", (variable, key));
        foreach (var setting in new FetchSettings().Values.Declared.Select(setting => setting.Name).Where(setting => setting != naming))
        {
            foreach (var text in (string[])[key, $" {key} "])
            {
                var given = naming.Length == 0 ? [(setting, text)] : ((string, string?)[])[(setting, text), (naming, name)];
                var message = Diagnosed.One("FWDS1005", () => TypedSettings.Read(machine, given));
                Assert.DoesNotContain(key, message, setting);
                Assert.Contains("rotate", message, setting);
            }
        }
    }

    [TestMethod]
    [DataRow("BaseUrl", "https://correct.horse@host/")]
    [DataRow("RemoteCache", "correct.horse")]
    [DataRow("Offline", "x correct.horse")]
    [DataRow("MaxRetries", "CORRECT.HORSE")]
    public void A_value_that_holds_the_key_is_not_repeated_whatever_its_shape(string setting, string text)
    {
        var machine = FakeMachine.With(home: null, ("FIREWORKS_API_KEY", "correct.horse"));
        var message = Diagnosed.One("FWDS1005", () => TypedSettings.Read(machine, (setting, text)));
        Assert.DoesNotContain("horse", message.ToLowerInvariant());
        Assert.Contains("rotate", message);
    }

    /// <summary>What is not judged by itself, such as a path, is still not repeated by anything that is said later.</summary>
    [TestMethod]
    public void The_log_knows_the_key_before_anything_is_said_of_the_settings()
    {
        var log = new RecordingLog();
        var machine = FakeMachine.With(home: null, ("FIREWORKS_API_KEY", "correct.horse"), ("CACHE_TOKEN", "battery.staple"));
        var values = new SettingValues(name => name == "RemoteCacheTokenVariable" ? "CACHE_TOKEN" : name == "Offline" ? "perhaps" : null, machine, projectDirectory: null);
        Diagnosed.One("FWDS1005", () => SettingsReader.Read(values, log));
        CollectionAssert.AreEqual(new[] { "correct.horse", "battery.staple" }, log.Hidden.ToArray());
    }

    [TestMethod]
    public void A_key_in_any_other_setting_is_not_repeated_either()
    {
        const string key = "fw_3ZabcDEFghiJKLmnoPQRstu";
        foreach (var setting in (string[])["BaseUrl", "Offline", "MaxRetries", "RemoteCache", "AccountId", "Update"])
        {
            Assert.DoesNotContain(key, Diagnosed.One("FWDS1005", () => TypedSettings.Read((setting, setting == "Update" ? $"{key} x" : key))));
        }
    }
}
