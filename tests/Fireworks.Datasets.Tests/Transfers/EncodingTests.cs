using System.IO.Compression;
using System.Text;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Tests.Transfers;

[TestClass]
public class EncodingTests
{
    [TestMethod]
    [DataRow(DownloadScene.Small)]
    [DataRow(DownloadScene.Large)]
    [DataRow(DownloadScene.Ranged)]
    public async Task What_is_sent_as_gzip_is_decoded(int length)
    {
        using var scene = Stored(length, out var contents);
        await scene.SucceedAsync(contents);
        Assert.AreEqual("identity", scene.Storage.Requests[0].AcceptEncoding);
    }

    [TestMethod]
    public async Task What_is_sent_as_gzip_is_gone_on_with_as_gzip()
    {
        using var scene = Stored(DownloadScene.Large, out var contents);
        scene.Storage.Script = asked => asked.Number == 1 ? Fault.Cut(50_000) : null;
        await scene.SucceedAsync(contents);
        Assert.AreEqual("gzip", scene.Storage.Requests[1].AcceptEncoding);
        Assert.IsTrue(scene.Storage.Requests[1].IsForPart);
        Assert.AreEqual(scene.Storage.Contents.Length, scene.Storage.BytesSent);
    }

    [TestMethod]
    [DataRow(DownloadScene.Small)]
    [DataRow(DownloadScene.Large)]
    public async Task Gzip_that_ends_early_is_not_taken_for_whole(int length)
    {
        using var scene = Stored(length, out _);
        scene.Storage.Contents = scene.Storage.Contents[..^1];
        scene.Storage.Headers.Remove("x-goog-hash");
        scene.Storage.Headers.Remove("x-goog-stored-content-length");
        await scene.FailAsync("FWDS4004");
        scene.AssertLeft();
    }

    [TestMethod]
    [DataRow(DownloadScene.Small)]
    [DataRow(DownloadScene.Large)]
    public async Task Storage_that_decodes_on_the_way_is_asked_for_the_stored_bytes(int length)
    {
        using var scene = Stored(length, out var contents);
        scene.Storage.Script = asked => asked.AcceptEncoding == "gzip" ? null : Transcoded(contents);
        await scene.SucceedAsync(contents);
        CollectionAssert.AreEqual(new[] { "identity", "gzip" }, scene.Storage.Requests.Select(asked => asked.AcceptEncoding).ToArray());
    }

    [TestMethod]
    [DataRow(DownloadScene.Small)]
    [DataRow(DownloadScene.Ranged)]
    public async Task Storage_that_decodes_in_any_case_is_taken_as_it_is(int length)
    {
        using var scene = Stored(length, out var contents);
        scene.Storage.Script = _ => Transcoded(contents);
        var outcome = await scene.SucceedAsync(contents);
        Assert.HasCount(2, scene.Storage.Requests);
        Assert.IsNull(outcome.Validator);
    }

    [TestMethod]
    public async Task What_is_cut_while_decoded_on_the_way_starts_again()
    {
        using var scene = Stored(DownloadScene.Large, out var contents);
        scene.Storage.Script = asked => Transcoded(contents, asked.Number == 2 ? 60_000 : null);
        await scene.SucceedAsync(contents);
        Assert.HasCount(3, scene.Storage.Requests);
        Assert.IsFalse(scene.Storage.Requests[2].IsForPart);
    }

    [TestMethod]
    public async Task An_encoding_that_nobody_asked_for_is_an_error()
    {
        using var scene = new DownloadScene(DownloadScene.Small);
        scene.Storage.Headers["Content-Encoding"] = "br";
        var diagnostic = await scene.FailAsync("FWDS3001");
        Assert.Contains("'br'", diagnostic.Message);
        Assert.HasCount(1, scene.Storage.Requests);
    }

    [TestMethod]
    public async Task The_coding_of_an_upload_is_no_coding_of_the_bytes()
    {
        using var scene = new DownloadScene(DownloadScene.Small);
        scene.Storage.Headers["Content-Encoding"] = "aws-chunked";
        await scene.SucceedAsync();
    }

    /// <summary>An object stored as gzip, as Google Cloud Storage has it.</summary>
    private static DownloadScene Stored(int length, out byte[] contents)
    {
        contents = Encoding.ASCII.GetBytes(Convert.ToHexString(DownloadScene.Bytes(length)));
        var encoded = new MemoryStream();
        using (var gzip = new GZipStream(encoded, CompressionLevel.Fastest))
        {
            gzip.Write(contents);
        }

        var scene = new DownloadScene(0);
        scene.Storage.Contents = encoded.ToArray();
        var crc = default(Crc32C);
        crc.Append(scene.Storage.Contents);
        scene.Storage.Headers["Content-Encoding"] = "gzip";
        scene.Storage.Headers["x-goog-stored-content-encoding"] = "gzip";
        scene.Storage.Headers["x-goog-stored-content-length"] = $"{scene.Storage.Contents.Length}";
        scene.Storage.Headers["x-goog-hash"] = $"crc32c={Convert.ToBase64String(crc.ToBytes())}";
        return scene;
    }

    private static Fault Transcoded(byte[] contents, int? cutAfter = null) => new()
    {
        Answers = () =>
        {
            var fault = cutAfter is { } after ? Fault.Cut(after) : new Fault();
            var response = new HttpResponseMessage { Content = new StreamContent(new FaultyBody(contents, fault, () => { }, _ => { })) };
            response.Headers.TryAddWithoutValidation("ETag", "\"v1\"");
            response.Headers.TryAddWithoutValidation("x-goog-stored-content-encoding", "gzip");
            response.Headers.TryAddWithoutValidation("x-goog-stored-content-length", "17");
            response.Headers.TryAddWithoutValidation("x-goog-hash", "crc32c=AAAAAA==");
            return response;
        },
    };
}
