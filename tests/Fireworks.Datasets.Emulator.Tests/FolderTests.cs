namespace Fireworks.Datasets.Emulator.Tests;

[TestClass]
public sealed class FolderTests : EmulatorTest
{
    private readonly string _root = Directory.CreateTempSubdirectory("fireworks-emulator-").FullName;

    [TestCleanup]
    public void DeleteFolder() => Directory.Delete(_root, recursive: true);

    [TestMethod]
    public async Task Serves_what_is_on_disk_at_the_time()
    {
        Write("acme/chat/sub/a.jsonl", "one");
        Write("acme/chat/.dataset.json", """{"lineage": ["base"]}""");
        Write("acme/base/b.jsonl", "base");
        Emulator.AddFolder(_root);

        var files = await ResolveAsync("chat", "?downloadLineage=true");
        CollectionAssert.AreEquivalent(new[] { "chat/sub/a.jsonl", "base/b.jsonl" }, files.Keys);
        Assert.AreEqual("one", await TextAsync(files["chat/sub/a.jsonl"]));
        Write("acme/chat/sub/a.jsonl", "changed");
        Assert.AreEqual("changed", await TextAsync(files["chat/sub/a.jsonl"]));
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
