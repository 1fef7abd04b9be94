using Fireworks.Datasets.Secrets;
using Fireworks.Datasets.Service.Credentials;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Service.Credentials;

[TestClass]
public sealed class CredentialSourceTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    [TestMethod]
    [DataRow("env", "file", "env")]
    [DataRow(null, "file", "file")]
    [DataRow("", "file", "file")]
    [DataRow("  ", "file", "file")]
    [DataRow(" env\n", null, "env")]
    public void The_environment_comes_before_the_file(string? variable, string? file, string expected)
    {
        WriteAuthIni(file);
        var key = Find([], ("FIREWORKS_API_KEY", variable));
        Assert.AreEqual(expected, key.Reveal());
        Assert.AreEqual(expected == "file", key.FromMachineFile);
        Assert.AreEqual(expected == "file" ? _home[Path.Combine(".fireworks", "auth.ini")] : "FIREWORKS_API_KEY", key.Source);
    }

    [TestMethod]
    public void Another_variable_takes_the_place_of_the_usual_one()
    {
        (string, string?)[] typed = [("ApiKeyVariable", "MY_KEY")];
        Assert.AreEqual("mine", Find(typed, ("MY_KEY", "mine"), ("FIREWORKS_API_KEY", "no")).Reveal());
        Assert.Contains("MY_KEY", Diagnosed.One("FWDS1001", () => Find(typed, ("FIREWORKS_API_KEY", "no"))));
    }

    [TestMethod]
    [DataRow(null, null, true, DisplayName = "default host")]
    [DataRow(null, "https://gateway.example", true, DisplayName = "host of the environment")]
    [DataRow("https://API.fireworks.ai:443/", null, true, DisplayName = "project names the default host")]
    [DataRow("https://gateway.example/v2", "https://gateway.example", true, DisplayName = "project names the host of the environment")]
    [DataRow("https://gateway.example", null, false)]
    [DataRow("https://gateway.example:8443", "https://gateway.example", false)]
    [DataRow("https://api.fireworks.ai.gateway.example", null, false)]
    [DataRow("https://api.fireworks.ai.", null, false)]
    [DataRow("https://api.fireworks.ai:8443", null, false)]
    [DataRow("http://127.0.0.1:5000", null, false)]
    public void The_key_of_the_machine_goes_to_no_host_that_a_project_names(string? named, string? environment, bool found)
    {
        WriteAuthIni("file");
        (string, string?)[] typed = [("BaseUrl", named)];
        if (found)
        {
            Assert.AreEqual("file", Find(typed, ("FIREWORKS_BASE_URL", environment)).Reveal());
        }
        else
        {
            var message = Diagnosed.One("FWDS1001", () => Find(typed, ("FIREWORKS_BASE_URL", environment)));
            Assert.Contains(new Uri(named!).Authority, message);
            Assert.Contains("auth.ini (not read", message);
        }

        Assert.AreEqual("env", Find(typed, ("FIREWORKS_BASE_URL", environment), ("FIREWORKS_API_KEY", "env")).Reveal());
    }

    [TestMethod]
    public void All_places_looked_at_are_named()
    {
        var path = _home[Path.Combine(".fireworks", "auth.ini")];
        Assert.Contains($"FIREWORKS_API_KEY (not set); '{path}' (no such file)", Diagnosed.One("FWDS1001", () => Find([])));
        Assert.Contains("(only white space)", Diagnosed.One("FWDS1001", () => Find([], ("FIREWORKS_API_KEY", " "))));
        _home.Write(".fireworks/auth.ini", "account_id = a");
        Assert.Contains($"'{path}' (has no api_key)", Diagnosed.One("FWDS1001", () => Find([])));
    }

    [TestMethod]
    [DataRow("fw_first\nfw_second")]
    [DataRow("fw_a b")]
    [DataRow("fw_\u0001")]
    [DataRow("fw_é")]
    public void A_key_that_no_header_can_carry_is_refused_and_not_repeated(string key)
    {
        var message = Diagnosed.One("FWDS1005", () => Find([], ("FIREWORKS_API_KEY", key)));
        Assert.Contains("FIREWORKS_API_KEY", message);
        Assert.DoesNotContain("fw_", message);
    }

    [TestMethod]
    public void A_key_prints_nothing()
    {
        var key = BearerToken.Create("fw_secret", "FIREWORKS_API_KEY");
        Assert.AreEqual("***", $"{key}");
        Assert.IsNull(key.Announcement("FIREWORKS_API_KEY"));
        Assert.Contains("set the environment variable MY_KEY", BearerToken.Create("k", "/x/auth.ini", fromMachineFile: true).Announcement("MY_KEY")!);
    }

    public void Dispose() => _home.Dispose();

    private void WriteAuthIni(string? key)
    {
        if (key is not null)
        {
            _home.Write(".fireworks/auth.ini", $"[fireworks]\napi_key = {key}\n");
        }
    }

    private BearerToken Find((string, string?)[] typed, params (string Name, string? Value)[] variables)
    {
        var machine = FakeMachine.With(_home.Path, [.. variables.Where(variable => variable.Value is not null)!]);
        return new CredentialSource(machine, TypedSettings.Read(machine, typed)).FindKey();
    }
}
