using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Http;

[TestClass]
public sealed class EnvironmentProxyTests
{
    [TestMethod]
    [DataRow("HTTPS_PROXY=http://p:8080", "https://a.example/", "http://p:8080/")]
    [DataRow("https_proxy=p:8080", "https://a.example/", "http://p:8080/")]
    [DataRow("HTTPS_PROXY=http://upper HTTPS_PROXY=x https_proxy=http://lower", "https://a.example/", "http://lower/")]
    [DataRow("HTTP_PROXY=p", "https://a.example/", null)]
    [DataRow("ALL_PROXY=p", "https://a.example/", "http://p/")]
    [DataRow("ALL_PROXY=p HTTPS_PROXY=q", "https://a.example/", "http://q/")]
    [DataRow("ALL_PROXY=socks5://p:1080", "https://a.example/", "socks5://p:1080/")]
    [DataRow("HTTPS_PROXY=https://p:8443/some/path", "https://a.example/", "https://p:8443/")]
    [DataRow("HTTPS_PROXY=p NO_PROXY=a.example", "https://a.example/", null)]
    [DataRow("HTTPS_PROXY=p NO_PROXY=x,a.example", "https://A.example/", null)]
    [DataRow("HTTPS_PROXY=p no_proxy=.example", "https://a.example/", null)]
    [DataRow("HTTPS_PROXY=p no_proxy=.a.example", "https://a.example/", null)]
    [DataRow("HTTPS_PROXY=p no_proxy=example", "https://a.example/", "http://p/")]
    [DataRow("HTTPS_PROXY=p no_proxy=*", "https://a.example/", null)]
    [DataRow("HTTPS_PROXY=p no_proxy=[2001:db8::1]", "https://[2001:db8::1]/", null)]
    [DataRow("HTTPS_PROXY=p", "https://0.0.0.0/", "http://p/")]
    public void Is_the_one_that_the_variables_name(string variables, string destination, string? expected)
    {
        var proxy = EnvironmentProxy.FromVariables(FakeMachine.With(home: null, Variables(variables)));
        Assert.AreEqual(expected, proxy?.GetProxy(new Uri(destination))?.AbsoluteUri);
        Assert.AreEqual(expected is null, proxy?.IsBypassed(new Uri(destination)) ?? true);
    }

    [TestMethod]
    [DataRow("http://ann:word@p:8080", "ann", "word")]
    [DataRow("ann:word@p:8080", "ann", "word")]
    [DataRow("http://ann@p:8080", "ann", "")]
    [DataRow("http://d%40m:w%3Ard%2F@p:8080", "d@m", "w:rd/")]
    [DataRow("http://ann:w@r/d?#@p:8080", "ann", "w@r/d?#")]
    public void Has_credentials_that_its_address_does_not_show(string variable, string user, string password)
    {
        var proxy = EnvironmentProxy.FromVariables(FakeMachine.With(home: null, ("HTTPS_PROXY", variable)))!;
        var address = proxy.GetProxy(new Uri("https://a.example/"))!;
        Assert.AreEqual("http://p:8080/", address.AbsoluteUri);
        var credential = proxy.Credentials!.GetCredential(address, "Basic")!;
        Assert.AreEqual((user, password), (credential.UserName, credential.Password));
        Assert.IsNull(proxy.Credentials.GetCredential(new Uri("http://other:8080"), "Basic"));
    }

    [TestMethod]
    [DataRow("http://localhost/")]
    [DataRow("https://localhost.:5000/")]
    [DataRow("https://service.localhost/")]
    [DataRow("http://127.0.0.1:5000/")]
    [DataRow("https://127.1/")]
    [DataRow("http://[::1]/")]
    [DataRow("https://[::ffff:127.0.0.1]/")]
    public void Is_never_asked_for_loopback(string destination)
    {
        var all = FakeMachine.With(home: null, ("HTTPS_PROXY", "p"), ("HTTP_PROXY", "p"), ("ALL_PROXY", "p"), ("NO_PROXY", "other.example"));
        foreach (var machine in (MachineEnvironment[])[all, FakeMachine.Empty with { Platform = Platform.Windows }, FakeMachine.Empty with { Platform = Platform.MacOS }])
        {
            var proxy = EnvironmentProxy.FromVariables(machine)!;
            Assert.IsTrue(proxy.IsBypassed(new Uri(destination)));
            Assert.IsNull(proxy.GetProxy(new Uri(destination)));
        }
    }

    [TestMethod]
    [DataRow("http://")]
    [DataRow("gopher://user:secret@p")]
    [DataRow("http://user:secret@p:99999")]
    public void That_is_no_address_is_an_error_that_does_not_repeat_it(string variable)
    {
        var thrown = Assert.ThrowsExactly<DatasetException>(() => EnvironmentProxy.FromVariables(FakeMachine.With(home: null, ("HTTPS_PROXY", variable))));
        Assert.AreEqual("FWDS1005", thrown.Diagnostic.Code);
        Assert.Contains("HTTPS_PROXY", thrown.Message);
        Assert.DoesNotContain("secret", thrown.ToString());
    }

    [TestMethod]
    public void Is_none_on_Linux_without_variables() => Assert.IsNull(EnvironmentProxy.FromVariables(FakeMachine.Empty));

    [TestMethod]
    public void Is_the_systems_own_elsewhere()
    {
        var destination = new Uri("https://a.example/");
        var proxy = EnvironmentProxy.FromVariables(FakeMachine.Empty with { Platform = Platform.Windows })!;
        Assert.AreEqual(HttpClient.DefaultProxy.GetProxy(destination), proxy.GetProxy(destination));
        Assert.AreEqual(HttpClient.DefaultProxy.IsBypassed(destination), proxy.IsBypassed(destination));
    }

    private static (string, string)[] Variables(string text) =>
        [.. text.Split(' ').Select(pair => pair.Split('=', 2)).DistinctBy(pair => pair[0]).Select(pair => (pair[0], pair[1]))];
}
