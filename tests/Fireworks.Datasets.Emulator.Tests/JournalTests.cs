namespace Fireworks.Datasets.Emulator.Tests;

[TestClass]
public sealed class JournalTests : EmulatorTest
{
    [TestMethod]
    public async Task Knows_what_was_asked_and_answered()
    {
        Emulator.AddDataset("acme", "chat").File("a/b", "0123456789");
        var files = await ResolveAsync("chat", "?readMask=*");
        await TextAsync(files["a/b"], h => h.Add("Range", "bytes=2-4"));

        var api = Emulator.Journal.Api.Single();
        Assert.AreEqual(("acme", "chat", "readMask=*", 200), (api.Account, api.Dataset, api.Query, api.Status));
        Assert.AreEqual($"Bearer {Emulator.ApiKey}", api.Headers["authorization"]);
        var storage = Emulator.Journal.Storage.Single();
        Assert.AreEqual(("a/b", "bytes=2-4", 206, 3L), (storage.File, storage.Range, storage.Status, storage.BytesSent));
        Assert.IsFalse(storage.Headers.ContainsKey("Authorization"));
        Assert.AreEqual(1, Emulator.Journal.PeakStorageConcurrency);
    }

    [TestMethod]
    public async Task Tells_when_a_request_arrives()
    {
        Emulator.AddDataset("acme", "chat").File("a", "a");
        Emulator.Faults.Add(Fault.StallBeforeAnswer());
        var arrival = Emulator.Journal.WaitForAsync(e => e.File == "a", TestContext.CancellationToken);
        Assert.IsFalse(arrival.IsCompleted);

        var request = TextAsync(Emulator.SignedUrl("acme", "chat", "a"));
        var entry = await arrival;

        Assert.AreEqual(RequestKind.Storage, entry.Kind);
        await Emulator.DisposeAsync();
        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => request);
    }
}
