using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Tests.Secrets;

[TestClass]
public class ShownAddressTests
{
    [TestMethod]
    [DataRow("https://a.example/o?sig=secret#secret", "https://a.example/***")]
    [DataRow("https://a.example/secret", "https://a.example/***")]
    [DataRow("https://a.example:8443?secret", "https://a.example:8443/***")]
    [DataRow("https://a.example/#secret", "https://a.example/***")]
    [DataRow("http://[::1]:5000/secret", "http://[::1]:5000/***")]
    [DataRow("https://a.example/o?who=me@secret", "https://***")]
    [DataRow("https://user:secret@a.example/o?sig=secret", "https://***")]
    [DataRow("https://secret@a.example", "https://***")]
    [DataRow("ftp://user:p@secret@a.example", "ftp://***")]
    [DataRow("https://user:secret#1@a.example/", "https://***")]
    [DataRow("https://user:secret?1@a.example/", "https://***")]
    [DataRow("https://user:12/secret@a.example/", "https://***")]
    [DataRow("https://secret/1@a.example/", "https://***")]
    [DataRow("https://user%3Asecret%40a.example", "https://***")]
    [DataRow("https://user:12/secret%40a.example", "https://***")]
    [DataRow("https://user:secret", "https://***")]
    [DataRow("https://user:secret/x", "https://***")]
    [DataRow("https://secret:123456", "https://***")]
    [DataRow("https://secret:99999/", "https://***")]
    [DataRow("https://sk-secretsecret/", "https://***")]
    [DataRow("https://", "https://***")]
    [DataRow("https:/user:secret@a.example", "***")]
    [DataRow(@"https:\\user:secret@a.example", "***")]
    [DataRow(@"https://user:secret\@a.example", "https://***")]
    [DataRow("//user:secret@a.example", "***")]
    [DataRow("user:secret@a.example/o", "***")]
    [DataRow("secret@a.example", "***")]
    [DataRow("secret://a.example", "***")]
    [DataRow("secret", "***")]
    [DataRow("/path", "***")]
    public void Repeats_only_what_is_certainly_no_secret(string text, string shown) => Assert.AreEqual(shown, ShownAddress.Of(text));

    [TestMethod]
    [DataRow("")]
    [DataRow("ftp://a.example")]
    [DataRow("http://a.example:8080/")]
    public void Repeats_the_rest(string text) => Assert.AreEqual(text, ShownAddress.Of(text));
}
