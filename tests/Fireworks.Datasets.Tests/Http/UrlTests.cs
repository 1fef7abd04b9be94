using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Tests.Http;

[TestClass]
public sealed class UrlTests
{
    [TestMethod]
    [DataRow("https://storage.example/b/o?X-Goog-Signature=abc")]
    [DataRow("HTTPS://storage.example:8443/b/o")]
    [DataRow("http://127.0.0.1:5000/o?sig=1")]
    [DataRow("http://127.8.9.10/o")]
    [DataRow("http://localhost/o")]
    [DataRow("http://LOCALHOST/o")]
    [DataRow("http://0x7f.1/o")]
    [DataRow("http://[::1]:80/o")]
    [DataRow("https://storage.example")]
    [DataRow("https://storage.example?sig=1")]
    public void Allows(string text) => Assert.AreEqual(UrlVerdict.Allowed, Url.Check(text, out _, out _));

    [TestMethod]
    [DataRow("http://storage.example/o")]
    [DataRow("http://localhost.example/o")]
    [DataRow("http://10.0.0.1/o")]
    [DataRow("http://[::2]/o")]
    [DataRow("http://127.0.0.1.example/o")]
    [DataRow("ftp://storage.example/o")]
    [DataRow("file:///etc/passwd")]
    [DataRow("javascript:alert(1)")]
    [DataRow("data:text/plain,x")]
    public void Refuses_as_insecure(string text) => Assert.AreEqual(UrlVerdict.Insecure, Url.Check(text, out _, out _));

    [TestMethod]
    [DataRow("")]
    [DataRow("#x")]
    [DataRow("/path/only")]
    [DataRow("//storage.example/o")]
    [DataRow(@"\\server\share")]
    [DataRow("https://")]
    [DataRow("https:///o")]
    [DataRow("https://user:secret@storage.example/o")]
    [DataRow(@"https://storage.example\@evil.example/o")]
    [DataRow("https://storage.example:99999/o")]
    [DataRow("https://stor%61ge.example/o")]
    [DataRow("https://[::1/o")]
    [DataRow("https://storage.example/o\r\nX-Injected: 1")]
    [DataRow("https://storage.example/a b")]
    [DataRow("https://storage.example/\0")]
    [DataRow("https://storage.example/\u007f")]
    [DataRow("https://storage.example/\u0434\u0430\u043d\u0456")]
    [DataRow(" https://storage.example/o")]
    public void Refuses_as_malformed(string text) => Assert.AreEqual(UrlVerdict.Malformed, Url.Check(text, out _, out _));

    [TestMethod]
    public void Refuses_what_is_too_long() =>
        Assert.AreEqual(UrlVerdict.Malformed, Url.Check($"https://a.example/{new string('x', Url.MaxLength)}", out _, out _));

    [TestMethod]
    [DataRow("https://storage.example/b/o?X-Goog-Signature=secret#secret", "https://storage.example/***")]
    [DataRow("https://storage.example?sig=secret", "https://storage.example/***")]
    public void Prints_neither_path_nor_query(string text, string printed)
    {
        var url = Parse(text);
        Assert.AreEqual(printed, url.ToString());
        Assert.AreEqual(printed, $"{url}");
    }

    [TestMethod]
    [DataRow("https://a.example/o?X-Goog-Date=20260102T030405Z&X-Goog-Expires=3600", "2026-01-02T04:04:05Z")]
    [DataRow("https://a.example/o?X-Amz-Expires=60&X-Amz-Algorithm=x&X-Amz-Date=20260102T030405Z", "2026-01-02T03:05:05Z")]
    [DataRow("https://a.example/o?GoogleAccessId=x&Expires=1767323045&Signature=y", "2026-01-02T03:04:05Z")]
    [DataRow("https://a.example/o?sv=2024&se=2026-01-02T03%3A04%3A05Z&sig=y", "2026-01-02T03:04:05Z")]
    [DataRow("https://a.example/o?se=2026-01-02T03:04Z", "2026-01-02T03:04:00Z")]
    [DataRow("https://a.example/o?se=2026-01-02", "2026-01-02T00:00:00Z")]
    public void Reads_when_it_expires(string text, string expiry) =>
        Assert.AreEqual(DateTimeOffset.Parse(expiry, null), Parse(text).ExpiresAt);

    [TestMethod]
    [DataRow("https://a.example/o")]
    [DataRow("https://a.example/o?")]
    [DataRow("https://a.example/o?X-Goog-Date=20260102T030405Z")]
    [DataRow("https://a.example/o?X-Goog-Date=yesterday&X-Goog-Expires=3600")]
    [DataRow("https://a.example/o?X-Goog-Date=99991231T235959Z&X-Goog-Expires=-1")]
    [DataRow("https://a.example/o?X-Goog-Date=99991231T235959Z&X-Goog-Expires=31536000")]
    [DataRow("https://a.example/o?Expires=99999999999999999")]
    [DataRow("https://a.example/o?se=%&&==")]
    public void Does_not_guess_when_it_expires(string text) => Assert.IsNull(Parse(text).ExpiresAt);

    [TestMethod]
    [DataRow("https://other.example/%7e?x=%2f", "https://other.example/%7e?x=%2f")]
    [DataRow("//other.example/x", "https://other.example/x")]
    [DataRow("/root/../%2e?y", "https://a.example:8443/root/../%2e?y")]
    [DataRow("?y=%41", "https://a.example:8443/b/c/o?y=%41")]
    [DataRow("p?y", "https://a.example:8443/b/c/p?y")]
    [DataRow("./p", "https://a.example:8443/b/c/p")]
    [DataRow("../p", "https://a.example:8443/b/p")]
    [DataRow("../../../../p", "https://a.example:8443/p")]
    [DataRow("", "https://a.example:8443/b/c/o?sig=1/2")]
    [DataRow("#top", "https://a.example:8443/b/c/o?sig=1/2")]
    [DataRow("p:1", null)]
    [DataRow("//user@other.example/", null)]
    [DataRow("http://other.example/", null)]
    public void Resolves_a_redirect_without_rewriting_it(string location, string? expected)
    {
        Parse("https://a.example:8443/b/c/o?sig=1/2").Redirect(location, out var target, out _);
        Assert.AreEqual(expected, target?.Uri.OriginalString);
    }

    [TestMethod]
    [DataRow("https://a.example/x", "https://A.example:443/y", true)]
    [DataRow("https://a.example/x", "https://a.example:444/x", false)]
    [DataRow("https://a.example/x", "https://b.a.example/x", false)]
    [DataRow("https://localhost:5000/x", "http://localhost:5000/x", false)]
    public void Knows_its_origin(string one, string other, bool same) => Assert.AreEqual(same, Parse(one).SameOriginAs(Parse(other)));

    internal static Url Parse(string text) => Url.TryParse(text, out var url, out var why) ? url : throw new ArgumentException(why);
}
