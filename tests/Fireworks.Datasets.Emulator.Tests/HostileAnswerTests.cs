using System.Net;

namespace Fireworks.Datasets.Emulator.Tests;

[TestClass]
public sealed class HostileAnswerTests : EmulatorTest
{
    private const string Path = "/v1/accounts/acme/datasets/chat:getDownloadEndpoint";

    [TestMethod]
    public async Task Takes_the_place_of_the_services_answer()
    {
        Emulator.Faults.Add(Fault.Json("""{"filenameToSignedUrls":{"a":"1","a":"2"}}""").On(RequestKind.Api));
        Emulator.Faults.Add(Fault.TooLarge(3_000_000));
        Emulator.Faults.Add(Fault.HtmlPage(502));
        Emulator.Faults.Add(Fault.Redirect("ftp://x/y"));

        using var duplicate = await ApiAsync(Path);
        Assert.Contains("\"a\":\"2\"", await BodyAsync(duplicate));
        using var large = await ApiAsync(Path);
        Assert.AreEqual(3_000_000, (await BodyAsync(large)).Length);
        using var page = await ApiAsync(Path);
        Assert.AreEqual("text/html", page.Content.Headers.ContentType!.MediaType);
        using var redirect = await ApiAsync(Path);
        Assert.AreEqual(HttpStatusCode.Redirect, redirect.StatusCode);
        Assert.AreEqual("ftp://x/y", redirect.Headers.GetValues("Location").Single());
    }

    [TestMethod]
    public async Task Repeats_secrets()
    {
        Emulator.Faults.Add(Fault.EchoSecrets(400));
        Emulator.Faults.Add(Fault.EchoSecrets(403));
        var url = Emulator.SignedUrl("acme", "chat", "a");

        using var service = await ApiAsync(Path);
        Assert.Contains(Emulator.ApiKey, await BodyAsync(service));
        Assert.Contains(url[(url.LastIndexOf('=') + 1)..], await TextAsync(url));
    }

    [TestMethod]
    public async Task Need_not_be_http()
    {
        Emulator.Faults.Add(Fault.Verbatim("SSH-2.0-OpenSSH\r\n"u8.ToArray()));

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => ApiAsync(Path));
    }
}
