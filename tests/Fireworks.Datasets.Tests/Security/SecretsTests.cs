using System.Text.Json;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.Service;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>After builds that go well and builds that fail in every way: neither key nor signed URL in any text or file.</summary>
[TestClass]
public sealed class SecretsTests
{
    private const string OwnSignature = "0wn/Signature+of~the%41test=";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("nothing")]
    [DataRow("401 that repeats the request")]
    [DataRow("403 that repeats the request")]
    [DataRow("404 that repeats the request")]
    [DataRow("429 that repeats the request")]
    [DataRow("500 that repeats the request")]
    [DataRow("page that repeats the key")]
    [DataRow("state that repeats the key")]
    [DataRow("JSON with signed URLs that breaks off")]
    [DataRow("signed URL over http")]
    [DataRow("signed URL that is none")]
    [DataRow("redirect to http")]
    [DataRow("redirect that is none")]
    [DataRow("storage 403 that repeats the signature")]
    [DataRow("storage 400 that repeats the signature")]
    [DataRow("storage 500 that repeats the signature")]
    [DataRow("storage that closes")]
    [DataRow("storage that resets")]
    [DataRow("storage that cuts")]
    [DataRow("storage that corrupts")]
    [DataRow("storage that is not there")]
    [DataRow("headers that repeat the signature")]
    [DataRow("headers without end")]
    [DataRow("stall")]
    [DataRow("expired")]
    public async Task Are_in_no_text_and_no_file(string what)
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt").File("large.bin", 600_000, seed: 1);
        scene.Settings = scene.Settings with { LockFilePath = scene.LockFilePath };
        Arrange(scene, what);

        var failure = await RunAsync(scene);

        // What was given out is known by what was asked for.
        var signatures = scene.Service.Journal.Storage.SelectMany(entry => entry.Query.Split('&'))
            .Where(part => part.StartsWith("X-Goog-Signature=", StringComparison.Ordinal) || part.StartsWith("X-Goog-Credential=", StringComparison.Ordinal))
            .Select(part => part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..])
            .Where(value => value.Length > 8);
        var hunt = new SecretHunt([FetchScene.Key, OwnSignature, .. signatures]);
        hunt.Search("log", string.Join('\n', scene.Log.Lines));
        hunt.Search("diagnostics", string.Join('\n', scene.Log.Diagnostics));
        hunt.Search("exception", failure?.ToString() ?? "");
        hunt.SearchFolder(scene.Machine);
        Assert.AreEqual(what == "nothing", failure is null, failure?.ToString());
        Assert.IsFalse(failure is not null and not DatasetException, failure?.ToString());
        Assert.IsEmpty(hunt.Found, string.Join('\n', hunt.Found));
    }

    /// <summary>A message is shortened before it reaches the log: then half a key is left, which the log cannot recognise.</summary>
    [TestMethod]
    public async Task Are_not_cut_in_half_by_a_message_that_is_shortened()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        for (var position = 180; position < 310; position += 5)
        {
            var text = new string('x', position) + FetchScene.Key;
            scene.Service.Faults.Clear();
            scene.Service.Faults.Add((position % 2 == 0
                ? Fault.Json(JsonSerializer.Serialize(new { code = 3, message = text }), 400)
                : Fault.Json($"<html>{text}</html>")).On(RequestKind.Api).Always());

            var failure = await RunAsync(scene);

            Assert.DoesNotContain(FetchScene.Key[..4], failure!.ToString(), $"The start of the key at {position}");
        }
    }

    /// <summary>Only the beginning of a body is read. It may end within the key, and be short enough to be shown to its end.</summary>
    [TestMethod]
    public async Task Are_not_cut_in_half_where_a_body_is_not_read_to_its_end()
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("a.txt");
        for (var shown = 4; shown < FetchScene.Key.Length; shown += 7)
        {
            var before = "<html>Your key is".PadRight(PlainText.MaxLength - shown);
            foreach (var status in (int[])[200, 400])
            {
                scene.Service.Faults.Clear();
                scene.Service.Faults.Add(Fault.Json($"{before}{FetchScene.Key}{new string('x', 1000)}", status).On(RequestKind.Api).Always());

                var failure = await RunAsync(scene);

                Assert.Contains("Your key is", failure!.Message);
                Assert.DoesNotContain(FetchScene.Key[..4], failure.Message, $"{shown} characters of the key were read, status {status}");
            }
        }
    }

    private static void Arrange(FetchScene scene, string what)
    {
        var faults = scene.Service.Faults;
        Fault? fault = what switch
        {
            "401 that repeats the request" => Fault.EchoSecrets(401).On(RequestKind.Api),
            "403 that repeats the request" => Fault.EchoSecrets(403).On(RequestKind.Api),
            "404 that repeats the request" => Fault.EchoSecrets(404).On(RequestKind.Api),
            "429 that repeats the request" => Fault.EchoSecrets(429).On(RequestKind.Api),
            "500 that repeats the request" => Fault.EchoSecrets(500).On(RequestKind.Api),
            "page that repeats the key" => Fault.Json($"<html>Your request: <b>{FetchScene.Key}</b></html>").On(RequestKind.Api),
            "JSON with signed URLs that breaks off" => Fault.Json(
                $$$"""{"filenameToSignedUrls":{"a.txt":"https://h/x?X-Goog-Signature={{{OwnSignature}}}","b":]""").On(RequestKind.Api),
            "redirect to http" => Fault.Redirect($"http://h.example/x?X-Goog-Signature={OwnSignature}").On(RequestKind.Storage),
            "redirect that is none" => Fault.Redirect($"https://h ex/x?sig={OwnSignature}").On(RequestKind.Storage),
            "storage 403 that repeats the signature" => Fault.EchoSecrets(403).On(RequestKind.Storage),
            "storage 400 that repeats the signature" => Fault.EchoSecrets(400).On(RequestKind.Storage),
            "storage 500 that repeats the signature" => Fault.EchoSecrets(500).On(RequestKind.Storage),
            "storage that closes" => Fault.CloseBeforeAnswer().On(RequestKind.Storage),
            "storage that resets" => Fault.ResetBody(100_000).On(RequestKind.Storage, file: "large.bin"),
            "storage that cuts" => Fault.CutBody(100_000).On(RequestKind.Storage, file: "large.bin"),
            "storage that corrupts" => Fault.CorruptBody().On(RequestKind.Storage),
            "headers that repeat the signature" => Fault.Header("Content-Encoding", $"X-Goog-Signature={OwnSignature}").On(RequestKind.Storage),
            "headers without end" => Fault.Header("X-Signature", OwnSignature + new string('x', 200_000)).On(RequestKind.Storage),
            "stall" => Fault.StallBody(100_000).On(RequestKind.Storage, file: "large.bin"),
            "expired" => Fault.Expired().On(RequestKind.Storage),
            _ => null,
        };
        if (fault is not null)
        {
            faults.Add(fault.Always());
        }

        switch (what)
        {
            case "state that repeats the key":
                faults.Add(Fault.Json("{}").On(RequestKind.Api).Always());
                faults.Add(Fault.Json(JsonSerializer.Serialize(
                    new { state = FetchScene.Key, status = new { message = $"Bearer {FetchScene.Key}" } })).On(RequestKind.DatasetGet).Always());
                break;
            case "signed URL over http":
                scene.Add("a.txt").RawUrl("b.txt", $"http://h.example/x?X-Goog-Signature={OwnSignature}");
                break;
            case "signed URL that is none":
                scene.Add("a.txt").RawUrl("b.txt", $"https://h.example/x y?X-Goog-Signature={OwnSignature}");
                break;
            case "storage that is not there":
                scene.Add("a.txt").RawUrl("b.txt", $"https://127.0.0.1:1/x?X-Goog-Signature={OwnSignature}");
                break;
            case "stall":
                scene.Settings = scene.Settings with { StallTimeout = TimeSpan.FromSeconds(1), MaxRetries = 0 };
                break;
        }
    }

    private async Task<Exception?> RunAsync(FetchScene scene)
    {
        try
        {
            await scene.FetchAsync(TestContext.CancellationToken);
            return null;
        }
        catch (DatasetException exception)
        {
            return Shown.Of(exception, FetchScene.Key);
        }
    }
}
