using Fireworks.Datasets.Cache.Remote;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Cache.Remote;

[TestClass]
public sealed class RemoteCacheOptionsTests
{
    private static readonly FetchSettings s_settings = new()
    {
        Service = new(new("https://service.example/"), AllowsMachineKey: false),
        RemoteCache = new("https://cache.example/"),
        RemoteCacheTokenVariable = "CACHE_TOKEN",
    };

    private readonly RecordingLog _log = new();

    [TestMethod]
    public void No_address_or_offline_is_no_cache()
    {
        Assert.IsNull(From(s_settings with { RemoteCache = null }));
        Assert.IsNull(From(s_settings with { Offline = true }));
        Assert.IsEmpty(_log.Diagnostics);
    }

    [TestMethod]
    public void The_token_is_the_value_of_the_variable()
    {
        Assert.AreEqual("abcdef", From(s_settings, ("CACHE_TOKEN", "abcdef"))?.Token?.Reveal());
        Assert.IsNull(From(s_settings)?.Token);
        Assert.IsNull(From(s_settings with { RemoteCacheTokenVariable = null }, ("CACHE_TOKEN", "abcdef"))?.Token);
    }

    [TestMethod]
    [DataRow(" ")]
    [DataRow("two words")]
    [DataRow("line\nbreak")]
    public void A_token_that_cannot_be_sent_is_a_warning_that_does_not_repeat_it(string token)
    {
        Assert.IsNull(From(s_settings, ("CACHE_TOKEN", token)));

        var warning = _log.Diagnostics.Single();
        Assert.AreEqual(("FWDS5006", true), (warning.Code, warning.IsWarning));
        Assert.Contains("CACHE_TOKEN", warning.Message);
        Assert.DoesNotContain("words", warning.Message);
    }

    [TestMethod]
    [DataRow(60, 10)]
    [DataRow(5, 5)]
    public void Nobody_waits_longer_for_the_cache_than_for_storage(int storage, int cache) =>
        Assert.AreEqual(cache, From(s_settings with { StallTimeout = TimeSpan.FromSeconds(storage) })?.StallTimeout.TotalSeconds);

    private RemoteCacheOptions? From(FetchSettings settings, params (string Name, string Value)[] variables) =>
        RemoteCacheOptions.From(settings, FakeMachine.With(home: null, variables), _log);
}
