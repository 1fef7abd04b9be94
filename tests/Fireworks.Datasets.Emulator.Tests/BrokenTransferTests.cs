using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace Fireworks.Datasets.Emulator.Tests;

[TestClass]
public sealed class BrokenTransferTests : EmulatorTest
{
    private readonly EmulatedDataset _dataset;

    public BrokenTransferTests() => _dataset = Emulator.AddDataset("acme", "chat").File("a", "0123456789").File("b", "b");

    private string Url => Emulator.SignedUrl("acme", "chat", "a");

    [TestMethod]
    public async Task Close_and_reset_before_the_answer_differ()
    {
        Emulator.Faults.Add(Fault.CloseBeforeAnswer().Always());

        var closed = await Assert.ThrowsExactlyAsync<HttpRequestException>(() => TextAsync(Url));
        var requests = Emulator.Journal.Count;
        Emulator.Faults.Clear();
        Emulator.Faults.Add(Fault.ResetBeforeAnswer());
        var reset = await Assert.ThrowsExactlyAsync<HttpRequestException>(() => TextAsync(Url));

        Assert.AreEqual(HttpRequestError.ResponseEnded, closed.HttpRequestError);
        Assert.AreEqual(4, requests, ".NET's client repeats such a request three times by itself.");
        Assert.IsInstanceOfType<IOException>(reset.InnerException);
    }

    [TestMethod]
    public async Task Cut_and_reset_bodies_differ_and_give_the_bytes_before()
    {
        Emulator.Faults.Add(Fault.CutBody(4));
        Emulator.Faults.Add(Fault.ResetBody(4));

        var (cut, cutBytes) = await BrokenBodyAsync();
        var (reset, _) = await BrokenBodyAsync();

        Assert.IsInstanceOfType<HttpIOException>(cut);
        Assert.AreEqual(4, cutBytes);
        Assert.IsNotInstanceOfType<HttpIOException>(reset);
        CollectionAssert.AreEqual(new long[] { 4, 4 }, Emulator.Journal.Entries.Select(e => e.BytesSent).ToArray());
    }

    [TestMethod]
    public async Task No_length_and_cut_looks_complete()
    {
        Emulator.Faults.Add(Fault.NoLengthAndCut(4));

        Assert.AreEqual("0123", await TextAsync(Url));
    }

    [TestMethod]
    public async Task Stalls_until_the_client_goes_away()
    {
        Emulator.Faults.Add(Fault.StallBody(4));
        using var response = await SendAsync(Url);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.CancellationToken);
        var buffer = new byte[10];

        await body.ReadExactlyAsync(buffer.AsMemory(0, 4), TestContext.CancellationToken);
        using CancellationTokenSource impatience = new();
        var read = body.ReadAsync(buffer, impatience.Token).AsTask();
        Assert.IsFalse(read.IsCompleted);
        await impatience.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => read);
    }

    [TestMethod]
    public async Task Changes_the_object_between_two_requests()
    {
        var etag = _dataset.ETag("a")!;
        Emulator.Faults.Add(Fault.ChangedInBetween(4));
        await BrokenBodyAsync();

        using var rest = await SendAsync(Url, h =>
        {
            h.Range = new RangeHeaderValue(0, 2);
            h.IfRange = new RangeConditionHeaderValue(etag);
        });

        Assert.AreEqual(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.AreNotEqual(etag, rest.Headers.ETag!.ToString());
        Assert.AreEqual("112", await BodyAsync(rest));
    }

    [TestMethod]
    public async Task Lies_about_length_range_and_bytes()
    {
        Emulator.Faults.Add(Fault.WrongLength(-3));
        Emulator.Faults.Add(Fault.WrongLength(3));
        Emulator.Faults.Add(Fault.CorruptBody(1));
        Emulator.Faults.Add(Fault.WrongContentRange());
        Emulator.Faults.Add(Fault.IgnoreRange());

        Assert.AreEqual("0123456", await TextAsync(Url));
        Assert.AreEqual(10, (await BrokenBodyAsync()).Read);
        Assert.AreEqual("0023456789", await TextAsync(Url));
        using var shifted = await SendAsync(Url, h => h.Range = new RangeHeaderValue(2, 4));
        Assert.AreEqual("bytes 3-5/11", shifted.Content.Headers.ContentRange!.ToString());
        Assert.AreEqual("0123456789", await TextAsync(Url, h => h.Range = new RangeHeaderValue(2, 4)));
    }

    [TestMethod]
    public async Task Truncates_gzip_where_nothing_tells()
    {
        Emulator.Faults.Add(Fault.TruncatedGzip());
        using var response = await SendAsync(Url);
        Assert.IsFalse(response.Headers.Contains("x-goog-hash"));
        await using GZipStream gzip = new(await response.Content.ReadAsStreamAsync(TestContext.CancellationToken), CompressionMode.Decompress);
        using StreamReader reader = new(gzip);

        Assert.AreEqual("0123456789", await reader.ReadToEndAsync(TestContext.CancellationToken));
    }

    private async Task<(IOException Error, int Read)> BrokenBodyAsync()
    {
        using var response = await SendAsync(Url);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.CancellationToken);
        var read = 0;
        var error = await Assert.ThrowsAsync<IOException>(async () =>
        {
            var buffer = new byte[100];
            while (await body.ReadAsync(buffer, TestContext.CancellationToken) is var count and > 0)
            {
                read += count;
            }
        });
        return (error, read);
    }
}
