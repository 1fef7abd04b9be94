using System.Text;
using Fireworks.Datasets.Service.Credentials;

namespace Fireworks.Datasets.Tests.Service.Credentials;

[TestClass]
public class AuthIniTests
{
    [TestMethod]
    [DataRow("api_key = k\naccount_id = a", "k", "a")]
    [DataRow("[fireworks]\napi_key = k\naccount_id = a\n", "k", "a")]
    [DataRow("[ Fireworks ]\napi_key = k", "k", null)]
    [DataRow("[DEFAULT]\napi_key = k", "k", null)]
    [DataRow("[other]\napi_key = no\n[fireworks]\napi_key = k", "k", null)]
    [DataRow("[fireworks]\napi_key = k\n[other]\napi_key = no\naccount_id = no", "k", null)]
    [DataRow("api_key = k\n[other]\naccount_id = no", "k", null)]
    [DataRow("[fireworks.old]\napi_key = no", null, null)]
    [DataRow("\uFEFFapi_key = k", "k", null)]
    [DataRow("\uFEFF[fireworks]\r\napi_key = k\r\naccount_id = a\r\n", "k", "a")]
    [DataRow("api_key=k\raccount_id=a", "k", "a")]
    [DataRow("api_key=k", "k", null)]
    [DataRow("  api_key  =  k  ", "k", null)]
    [DataRow("\tapi_key\t=\tk\t", "k", null)]
    [DataRow("api_key: k", "k", null)]
    [DataRow("api_key = a:b=c", "a:b=c", null)]
    [DataRow("API_KEY = k", "k", null)]
    [DataRow("api_key = \"k\"\naccount_id = 'a'", "k", "a")]
    [DataRow("api_key = \"k'", "\"k'", null)]
    [DataRow("api_key = \"", "\"", null)]
    [DataRow("api_key = ''", null, null)]
    [DataRow("api_key =", null, null)]
    [DataRow("api_key", null, null)]
    [DataRow("# api_key = no\n; api_key = no\n  # api_key = no\napi_key = k", "k", null)]
    [DataRow("api_key = k#1;2", "k#1;2", null, DisplayName = "no comments after a value, as in configparser")]
    [DataRow("api_key = first\napi_key = k", "k", null)]
    [DataRow("api_key = k\napi_key =", "k", null)]
    [DataRow("api_key_old = no\nmy_api_key = no", null, null)]
    [DataRow("= no\n[\n]\n[]\n\0\napi_key = k", null, null)]
    [DataRow("", null, null)]
    public void Reads_what_the_tools_of_the_service_read(string text, string? apiKey, string? accountId)
    {
        var ini = AuthIni.Parse(text);
        Assert.AreEqual(apiKey, ini.ApiKey);
        Assert.AreEqual(accountId, ini.AccountId);
    }

    [TestMethod]
    public void Survives_any_bytes()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            AuthIni.Parse(Encoding.UTF8.GetString(bytes));
        }
    }
}
