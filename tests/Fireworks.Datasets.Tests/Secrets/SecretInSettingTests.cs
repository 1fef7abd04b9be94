using Fireworks.Datasets.Cache.Remote;
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
