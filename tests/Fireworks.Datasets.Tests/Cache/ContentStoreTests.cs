using System.Runtime.Versioning;
using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Files;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Cache;

[TestClass]
public sealed class ContentStoreTests : StoreScene
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [TestMethod]
    public void Gives_back_what_was_published()
    {
        using var store = Open();
        Assert.IsFalse(store.Contains(Digest));
        Assert.IsNull(store.OpenRead(Digest));
        Publish(store);
        Assert.IsTrue(store.Contains(Digest));
        Assert.AreEqual("contents", Read(store));
        Assert.IsTrue(File.Exists(ContentPath));
    }

    [TestMethod]
    public void Publishing_what_is_there_keeps_the_first_also_while_it_is_read()
    {
        using var store = Open();
        Publish(store);
        using var reading = store.OpenRead(Digest);
        Publish(store);
        Assert.AreEqual("contents", new StreamReader(reading!).ReadToEnd());
    }

    [TestMethod]
    public void Publishing_replaces_what_was_cut_short()
    {
        using var store = Open();
        Publish(store, "cont");
        Publish(store);
        Assert.AreEqual("contents", Read(store));
    }

    [TestMethod]
    public void Damaged_contents_are_set_aside_and_can_be_published_again()
    {
        using var store = Open();
        Publish(store, "Contents");
        store.SetAside(Digest);
        store.SetAside(Digest);
        Assert.IsFalse(store.Contains(Digest));
        Publish(store);
        Assert.AreEqual("contents", Read(store));
        Assert.IsEmpty(Log.Diagnostics);
    }

    [TestMethod]
    public void Records_a_use_at_most_once_a_day()
    {
        var time = new ManualTimeProvider();
        using var store = Open(time);
        Publish(store);
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var (age, expected) in ((TimeSpan, TimeSpan)[])[(TimeSpan.FromHours(23), TimeSpan.FromHours(23)), (TimeSpan.FromHours(25), TimeSpan.Zero)])
        {
            File.SetLastWriteTimeUtc(ContentPath, now - age);
            store.OpenRead(Digest)!.Dispose();
            Assert.AreEqual(expected, now - File.GetLastWriteTimeUtc(ContentPath));
        }
    }

    [TestMethod]
    public void Tells_backups_to_leave_it_out_but_not_in_a_folder_that_was_in_use()
    {
        Open().Dispose();
        StringAssert.StartsWith(File.ReadAllText(Folder["cache/CACHEDIR.TAG"]), "Signature: 8a477f597d28d172789f06886806bc55\n", StringComparison.Ordinal);

        Folder.Write("home/letter.txt", "");
        ContentStore.Open(Folder["home"], askedFor: true, Log, TimeProvider.System)!.Dispose();
        Assert.IsFalse(File.Exists(Folder["home/CACHEDIR.TAG"]));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    public void Is_private()
    {
        using var store = Open();
        Publish(store);
        foreach (var directory in Directory.GetDirectories(Root, "*", SearchOption.AllDirectories).Append(Root))
        {
            Assert.AreEqual(UserOnly, File.GetUnixFileMode(directory), directory);
        }
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    public void Is_refused_where_everyone_can_write()
    {
        Directory.CreateDirectory(Root);
        File.SetUnixFileMode(Root, UserOnly | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
        Assert.IsNull(Open());
        StringAssert.Contains(Log.Diagnostics.Single().Message, "every user may write", StringComparison.Ordinal);
    }

    /// <summary>In a store that a group shares, its members can rename the folders of the first level.</summary>
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Stays_in_its_folders_when_links_take_their_place()
    {
        var file = RemoteFileId.Of("https://example.com/", new(new("acme", "d"), Lineage: false), "f");
        using var store = Open();
        Publish(store);
        (await RemoteFileLock.AcquireAsync(store, file, "f", TimeSpan.Zero, TestContext.CancellationToken))!.Dispose();
        var outside = Directory.CreateDirectory(Folder["outside"]).FullName;
        foreach (var name in (string[])["sha256", "remote", "partials", "temp", "sessions"])
        {
            Directory.Move(Path.Join(Root, name), Path.Join(Root, name + "-aside"));
            Directory.CreateSymbolicLink(Path.Join(Root, name), outside);
        }

        Publish(store, "contents in another length");
        using var held = await RemoteFileLock.AcquireAsync(store, file, "f", TimeSpan.Zero, TestContext.CancellationToken);
        await File.WriteAllTextAsync(held!.PartialPath, "", TestContext.CancellationToken);
        held.Remember(new(new(8, Digest), Validator: null));
        store.Dispose();

        Assert.IsEmpty(Directory.GetFileSystemEntries(outside));
        Assert.IsEmpty(Log.Diagnostics);
        Assert.IsTrue(File.Exists(Path.Join(Root, "sha256-aside", Digest.ToString()[..2], Digest.ToString())));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Warns_only_when_it_was_asked_for(bool askedFor)
    {
        Folder.Write("cache", "a file");
        Assert.IsNull(ContentStore.Open(Root, askedFor, Log, TimeProvider.System));
        Assert.HasCount(askedFor ? 1 : 0, Log.Diagnostics);
        Assert.HasCount(askedFor ? 0 : 1, Log.Messages);
        if (askedFor)
        {
            Assert.AreEqual("FWDS5005", Log.Diagnostics[0].Code);
            Assert.IsTrue(Log.Diagnostics[0].IsWarning);
        }
    }

    [TestMethod]
    public void That_vanishes_while_in_use_is_reported_once_and_fails_nothing()
    {
        using var store = Open();
        Publish(store);
        var path = store.NewTemporaryPath()!;
        Directory.Delete(Root, recursive: true);
        File.WriteAllText(Root, "a file in its place");
        Assert.IsFalse(store.TryPublish(path, new(8, Digest)));
        Assert.IsFalse(store.IsWritable);
        Assert.IsNull(store.OpenRead(Digest));
        Assert.IsFalse(store.Contains(Digest));
        Assert.IsNull(store.NewTemporaryPath());
        Assert.IsNull(store.PartialPath(RemoteFileId.Of("https://x/", new(new("a", "d"), Lineage: false), "f")));
        store.SetAside(Digest);
        Assert.AreEqual("FWDS5005", Log.Diagnostics.Single().Code);
        Assert.IsEmpty(Log.Messages.Where(message => message.Level == Fireworks.Datasets.Diagnostics.MessageLevel.High));
        File.Delete(Root);
    }

    [TestMethod]
    public void Opening_makes_two_entries_and_a_session_only_when_it_is_used()
    {
        using var store = Open();
        CollectionAssert.AreEqual(new[] { "CACHEDIR.TAG" }, Directory.GetFileSystemEntries(Root).Select(Path.GetFileName).ToArray());
        Read(store);
        Assert.HasCount(1, Directory.GetFiles(Folder["cache/sessions"]));
        store.Dispose();
        Assert.IsEmpty(Directory.GetFiles(Folder["cache/sessions"]));
    }
}
