using Fireworks.Datasets.Cache.Remote;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Settings;

[TestClass]
public class AddressSettingTests
{
    [TestMethod]
    [DataRow(null, null, "https://api.fireworks.ai")]
    [DataRow("https://gateway.example/", null, "https://gateway.example")]
    [DataRow("https://gateway.example/fireworks", null, "https://gateway.example/fireworks")]
    [DataRow("https://gateway.example/a%20b//", null, "https://gateway.example/a%20b")]
    [DataRow("http://127.0.0.1:5000", null, "http://127.0.0.1:5000")]
    [DataRow("http://localhost:5000/x/", null, "http://localhost:5000/x")]
    [DataRow("http://[::1]:5000", null, "http://[::1]:5000")]
    [DataRow(" https://gateway.example ", null, "https://gateway.example")]
    [DataRow(null, "https://env.example", "https://env.example")]
    [DataRow("", "https://env.example", "https://env.example")]
    [DataRow(null, "", "https://api.fireworks.ai")]
    [DataRow("https://project.example", "https://env.example", "https://project.example")]
    [DataRow("https://project.example", "not a url", "https://project.example", DisplayName = "what is not used is not judged")]
    public void The_service_is_where_the_project_else_the_environment_says(string? named, string? environment, string expected) =>
        Assert.AreEqual(expected, Read(named, environment).Service.ToString());

    [TestMethod]
    [DataRow("gateway.example")]
    [DataRow("/path")]
    [DataRow("https://")]
    [DataRow("ftp://gateway.example")]
    [DataRow("file:///etc/passwd")]
    [DataRow("https://gateway.example/?q=1")]
    [DataRow("https://gateway.example/#x")]
    [DataRow(@"\\server\share")]
    public void What_is_no_https_address_is_refused(string text)
    {
        Assert.StartsWith("FireworksBaseUrl=", Diagnosed.One("FWDS1005", () => Read(text, null)));
        Assert.StartsWith("FIREWORKS_BASE_URL=", Diagnosed.One("FWDS1005", () => Read(null, text)));
    }

    [TestMethod]
    [DataRow("http://gateway.example")]
    [DataRow("http://10.0.0.1:8080")]
    [DataRow("http://localhost.example")]
    [DataRow("http://127.0.0.1.example")]
    [DataRow("HTTP://gateway.example")]
    public void Plain_http_is_for_loopback_only(string text)
    {
        Assert.StartsWith("FireworksBaseUrl points to", Diagnosed.One("FWDS3004", () => Read(text, null)));
        Assert.StartsWith("FireworksDatasetsRemoteCache points to", Diagnosed.One("FWDS3004", () =>
            TypedSettings.Read(("RemoteCache", text))));
    }

    [TestMethod]
    [DataRow("https://user:hunter2@gateway.example/")]
    [DataRow("https://hunter2@gateway.example")]
    [DataRow("https://u:p@ss@hunter2@gateway.example")]
    [DataRow("https://gateway.example/?key=hunter2")]
    [DataRow("https://gateway.example/#hunter2")]
    [DataRow("http://user:hunter2@gateway.example/")]
    public void A_password_in_an_address_is_refused_and_not_repeated(string text)
    {
        var message = Diagnosed.One("FWDS1005", () => Read(text, null));
        Assert.DoesNotContain("hunter2", message);
        Assert.AreEqual(!text.Contains('@'), message.Contains("gateway.example", StringComparison.Ordinal), "What may be a part of the password");
    }

    [TestMethod]
    [DataRow("https://ci:hunter2#1@host.example/")]
    [DataRow("https://ci:hunter2?1@host.example/")]
    [DataRow("https://ci:12/hunter2@host.example/")]
    [DataRow("https://hunter2/1@host.example/")]
    [DataRow("https://ci:12/hunter2%40host.example/")]
    [DataRow("https://ci%3Ahunter2%40host.example/")]
    [DataRow("https://ci%3Ahunter2/")]
    [DataRow("https://ci:hunter2")]
    [DataRow("https:/ci:hunter2@host.example")]
    [DataRow(@"https:\\ci:hunter2@host.example")]
    [DataRow("//ci:hunter2@host.example")]
    [DataRow("ci:hunter2@host.example")]
    [DataRow("hunter2://host.example")]
    [DataRow("http://hunter2:99999/")]
    [DataRow("hunter2")]
    public void A_password_in_a_malformed_address_is_not_repeated_either(string text)
    {
        Assert.DoesNotContain("hunter2", Diagnosed.One("FWDS1005", () => Read(text, null)));
        Assert.DoesNotContain("hunter2", Diagnosed.One("FWDS1005", () => Read(null, text)));
        Assert.DoesNotContain("hunter2", Diagnosed.One("FWDS1005", () => TypedSettings.Read(("RemoteCache", text))));
    }

    [TestMethod]
    [DataRow(null, null, null)]
    [DataRow("https://cache.example/ns", null, "https://cache.example/ns/")]
    [DataRow(null, "https://cache.example", "https://cache.example/")]
    [DataRow("https://project.example", "https://cache.example", "https://project.example/")]
    public void The_remote_cache_is_where_the_project_else_the_environment_says(string? named, string? environment, string? expected)
    {
        var machine = environment is null ? FakeMachine.Empty : FakeMachine.With(null, ("FIREWORKS_DATASETS_REMOTE_CACHE", environment));
        var settings = TypedSettings.Read(machine, ("RemoteCache", named));
        Assert.AreEqual(expected, settings.RemoteCache?.AbsoluteUri);
    }

    private static FetchSettings Read(string? named, string? environment)
    {
        var machine = environment is null ? FakeMachine.Empty : FakeMachine.With(null, ("FIREWORKS_BASE_URL", environment));
        return TypedSettings.Read(machine, ("BaseUrl", named));
    }
}
