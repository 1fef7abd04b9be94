using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Tests.Http;

[TestClass]
public sealed class LoopbackTests
{
    [TestMethod]
    [DataRow("localhost")]
    [DataRow("LOCALHOST")]
    [DataRow("localhost.")]
    [DataRow("a.localhost")]
    [DataRow("a.b.localhost.")]
    [DataRow("127.0.0.1")]
    [DataRow("127.1.2.3")]
    [DataRow("127.1")]
    [DataRow("2130706433")]
    [DataRow("0x7f.0.0.1")]
    [DataRow("[::1]")]
    [DataRow("[0:0:0:0:0:0:0:1]")]
    [DataRow("[::ffff:127.0.0.1]")]
    [DataRow("[::ffff:127.1.2.3]")]
    public void Is_this_machine_however_it_is_written(string host)
    {
        Assert.IsTrue(Loopback.Is(new Uri($"http://{host}:5000/x")));
        Assert.AreEqual(UrlVerdict.Allowed, Url.Check($"http://{host}:5000/x", out _, out _));
    }

    [TestMethod]
    [DataRow("0.0.0.0")]
    [DataRow("[::]")]
    [DataRow("notlocalhost")]
    [DataRow("localhost.example")]
    [DataRow("127.0.0.1.example")]
    [DataRow("128.0.0.1")]
    [DataRow("[::2]")]
    [DataRow("[::ffff:10.0.0.1]")]
    public void Is_no_other_host(string host)
    {
        Assert.IsFalse(Loopback.Is(new Uri($"http://{host}:5000/x")));
        Assert.AreEqual(UrlVerdict.Insecure, Url.Check($"http://{host}:5000/x", out _, out _));
    }

    [TestMethod]
    [DataRow("a.localhost.", "localhost")]
    [DataRow("127.0.0.1", "127.0.0.1")]
    [DataRow("api.fireworks.ai", "api.fireworks.ai")]
    public void Is_found_without_asking_a_server(string host, string resolvable) => Assert.AreEqual(resolvable, Loopback.Resolvable(host));
}
