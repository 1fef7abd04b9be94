using System.Text.Json;
using Fireworks.Datasets.Emulator;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>File names from the service, through the whole engine: the bytes behind them are real, so that what is not refused is written.</summary>
[TestClass]
public sealed class HostileFileNamesTests
{
    private const string Unsafe = "FWDS5001", Colliding = "FWDS5002";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("")]
    [DataRow("/etc/passwd")]
    [DataRow("//server/share/x")]
    [DataRow("\\\\server\\share\\x")]
    [DataRow("\\\\?\\C:\\x")]
    [DataRow("C:\\x.txt")]
    [DataRow("C:/x.txt")]
    [DataRow("C:x.txt")]
    [DataRow("file:///x")]
    [DataRow("..")]
    [DataRow(".")]
    [DataRow("../x")]
    [DataRow("../../../../outside/users-own.txt")]
    [DataRow("a/../../x")]
    [DataRow("a/..")]
    [DataRow("a/./x")]
    [DataRow("./x")]
    [DataRow("a//x")]
    [DataRow("a/")]
    [DataRow("..\\x")]
    [DataRow("a\\..\\..\\x")]
    [DataRow("a\\x")]
    [DataRow("x\0.txt")]
    [DataRow("x\n.txt")]
    [DataRow("x\r\nFWDS: forged line")]
    [DataRow("x\u001b[2J")]
    [DataRow("x\u0085y")]
    [DataRow("x\u2028y")]
    [DataRow("x\u007f")]
    [DataRow("x.txt:stream")]
    [DataRow("x::$DATA")]
    [DataRow("con")]
    [DataRow("NUL.txt")]
    [DataRow("a/com1.tar.gz")]
    [DataRow("LPT\u00b9")]
    [DataRow("conin$")]
    [DataRow("nul .txt")]
    [DataRow("x.")]
    [DataRow("x ")]
    [DataRow("a /x")]
    [DataRow("...")]
    [DataRow("x*")]
    [DataRow("x?")]
    [DataRow("<x>")]
    [DataRow("x|y")]
    [DataRow("\"x\"")]
    [DataRow("cod\u202egpj.exe")]
    [DataRow("x\u2066y")]
    [DataRow("x\u200by")]
    [DataRow("\ufeffx")]
    [DataRow("x\ufffe")]
    [DataRow(".fireworks/state/acme/eval.json")]
    [DataRow(".FIREWORKS/tmp/x")]
    [DataRow(".fireworks")]
    [DataRow("FIREWO~1/x")]
    [DataRow("PROGRA~1")]
    public async Task Are_refused_and_nothing_is_written(string name) => await RefuseAsync(Unsafe, name);

    [TestMethod]
    [DataRow(256, "a segment")]
    [DataRow(600, "a path")]
    [DataRow(70_000, "far too long")]
    public async Task Of_too_great_length_are_refused(int length, string what)
    {
        Assert.IsNotNull(what);
        await RefuseAsync(Unsafe, new string('x', length));
        await RefuseAsync(Unsafe, string.Join('/', Enumerable.Repeat(new string('\u4e2d', 80), length / 80)) + new string('y', 255));
    }

    [TestMethod]
    [DataRow("a.txt", "A.TXT")]
    [DataRow("caf\u00e9", "cafe\u0301")]
    [DataRow("stra\u00dfe", "STRASSE")]
    [DataRow("\u017fx", "sx")]
    [DataRow("a", "a/b")]
    [DataRow("A/b", "a")]
    [DataRow("d/x", "D/X")]
    [DataRow("\u212a", "k")]
    public async Task That_collide_somewhere_are_refused(string first, string second) => await RefuseAsync(Colliding, first, second);

    /// <summary>What the check must not refuse, and MSBuild, shells and JSON would stumble over.</summary>
    [TestMethod]
    public async Task That_only_look_odd_are_written_as_they_are()
    {
        await using var scene = await FetchScene.StartAsync();
        string[] names = ["$(x)", "@(y)", "%41.txt", "a;b", "it's", "-rf", "~", "#1", "&amp;", "{0}", "\u4e2d\u6587/\ud83d\ude00.jsonl", "a b"];
        scene.Add(names);

        await scene.FetchAsync(TestContext.CancellationToken);

        scene.AssertNothingElseWritten();
        foreach (var name in names)
        {
            Assert.AreEqual(FetchScene.ContentsOf(name), await File.ReadAllTextAsync(scene.InPlace(name), TestContext.CancellationToken), name);
        }
    }

    /// <summary>A lock file comes with a pull request: its names are checked as those of the service are.</summary>
    [TestMethod]
    [DataRow("../../../../outside/users-own.txt")]
    [DataRow("/etc/passwd")]
    [DataRow("con")]
    public async Task Are_refused_in_a_lock_file_too(string name)
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Settings = scene.Settings with { LockFilePath = scene.LockFilePath };
        var files = $$"""{"{{name}}":{"length":1,"sha256":"{{new string('a', 64)}}"} }""";
        await File.WriteAllTextAsync(scene.LockFilePath,
            $$"""{"version":1,"datasets":{"accounts/acme/datasets/eval":{"files":{{files}} } } }""", TestContext.CancellationToken);

        await scene.RefuseAsync(TestContext.CancellationToken, Unsafe);

        Assert.AreEqual(0, scene.Service.Journal.Count);
    }

    private async Task RefuseAsync(string code, params string[] names)
    {
        await using var scene = await FetchScene.StartAsync();
        scene.Add("good.txt");
        var url = scene.Service.SignedUrl("acme", "eval", "good.txt");
        var map = names.Append("good.txt").ToDictionary(name => name, _ => url);
        scene.Service.Faults.Add(Fault.Json(JsonSerializer.Serialize(new Dictionary<string, object> { ["filenameToSignedUrls"] = map })).On(RequestKind.Api));

        var failure = await scene.RefuseAsync(TestContext.CancellationToken, code);

        Assert.IsEmpty(scene.FilesInPlace(), string.Join(", ", scene.FilesInPlace()));
        Assert.AreEqual(0, scene.Service.Journal.Storage.Count());
        Assert.IsFalse(failure.Diagnostics.Any(problem => problem.Message.Any(c => char.IsControl(c) || c is '\u202e' or '\u2028')), failure.Message);
        Assert.IsFalse(failure.Diagnostics.Any(problem => problem.Message.Length > 2000), "A message of bounded length");
    }
}
