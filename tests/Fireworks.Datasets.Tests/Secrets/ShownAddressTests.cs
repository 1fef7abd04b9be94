using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Tests.Secrets;

[TestClass]
public class ShownAddressTests
{
    [TestMethod]
    [DataRow("https://a.example/o?sig=secret#secret", "https://a.example/o?***")]
    [DataRow("https://a.example/#secret", "https://a.example/#***")]
    [DataRow("https://a.example/o?who=me@secret", "https://a.example/o?***")]
    [DataRow("https://user:secret@a.example/o?sig=secret", "https://***@a.example/o?***")]
    [DataRow("ftp://user:p@secret@a.example", "ftp://***@a.example")]
    [DataRow("https://user:secret?secret@a.example/o", "https://***?***")]
    [DataRow("user:secret#secret@a.example/o", "***#***")]
    [DataRow("secret@a.example", "***@a.example")]
    [DataRow("user:secret@a.example//o", "***@a.example//o")]
    [DataRow("not a url?secret", "not a url?***")]
    public void Hides_what_may_be_a_secret(string text, string shown) => Assert.AreEqual(shown, ShownAddress.Of(text));

    [TestMethod]
    [DataRow("")]
    [DataRow("/path")]
    [DataRow("ftp://a.example")]
    [DataRow("http://a.example:8080/x")]
    public void Repeats_the_rest(string text) => Assert.AreEqual(text, ShownAddress.Of(text));
}
