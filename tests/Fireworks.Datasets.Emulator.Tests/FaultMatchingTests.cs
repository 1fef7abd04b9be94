using System.Net;

namespace Fireworks.Datasets.Emulator.Tests;

[TestClass]
public sealed class FaultMatchingTests : EmulatorTest
{
    public FaultMatchingTests() => Emulator.AddDataset("acme", "chat").File("a", "0123456789").File("b", "b");

    private string Url => Emulator.SignedUrl("acme", "chat", "a");

    [TestMethod]
    public async Task Strikes_as_often_as_told_and_only_what_matches()
    {
        var fault = Emulator.Faults.Add(Fault.Status(503, retryAfter: "7").On(RequestKind.Storage, file: "a").After(1).Times(2));

        Assert.AreEqual("b", await TextAsync(Emulator.SignedUrl("acme", "chat", "b")));
        Assert.AreEqual("0123456789", await TextAsync(Url));
        using var failed = await SendAsync(Url);
        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.AreEqual("7", failed.Headers.GetValues("Retry-After").Single());
        Assert.Contains("InternalError", await TextAsync(Url));
        Assert.AreEqual("0123456789", await TextAsync(Url));
        Assert.AreEqual(2, fault.Hits);
    }

    [TestMethod]
    public async Task Counts_each_file_on_its_own_if_told()
    {
        Emulator.Faults.Add(Fault.Status(500).PerFile());

        foreach (var file in new[] { "a", "b" })
        {
            var url = Emulator.SignedUrl("acme", "chat", file);
            using var first = await SendAsync(url);
            using var second = await SendAsync(url);
            Assert.AreEqual((HttpStatusCode.InternalServerError, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        }
    }

    [TestMethod]
    public async Task Two_faults_strike_at_once_if_joined()
    {
        Emulator.Faults.Add(Fault.CorruptBody(0).And(Fault.NoLengthAndCut(3)));

        Assert.AreEqual("112", await TextAsync(Url));
        Assert.AreEqual("corrupt byte 0 and no length, cut after 3", Emulator.Journal.Entries[0].Fault);
    }

    [TestMethod]
    public async Task Random_faults_depend_on_the_seed_only()
    {
        Emulator.Faults.Randomly(0.5, seed: 1, Fault.Status(500), Fault.Status(429));
        var first = await StatusesAsync();
        Emulator.Faults.Randomly(0.5, seed: 1, Fault.Status(500), Fault.Status(429));

        CollectionAssert.AreEqual(first, await StatusesAsync());
        CollectionAssert.AreEquivalent(new[] { 200, 429, 500 }, first.Distinct().ToArray());
    }

    private async Task<int[]> StatusesAsync()
    {
        List<int> statuses = [];
        for (var i = 0; i < 20; i++)
        {
            using var response = await SendAsync(Url);
            statuses.Add((int)response.StatusCode);
        }

        return [.. statuses];
    }
}
