namespace Fireworks.Datasets.Tests.Cache;

[TestClass]
public sealed class AddingCopiesTests : StoreScene
{
    [TestMethod]
    public async Task Copies_a_file_from_elsewhere_and_leaves_it()
    {
        using var store = Open();
        var path = Folder.Write("elsewhere", "contents");
        Assert.IsTrue(await store.TryAddCopyAsync(path, Digest, TestContext.CancellationToken));
        Assert.AreEqual("contents", Read(store));
        Assert.IsTrue(File.Exists(path));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Makes_a_copy_that_only_this_user_may_read()
    {
        using var store = Open();
        await store.TryAddCopyAsync(Folder.Write("elsewhere", "contents"), Digest, TestContext.CancellationToken);
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(ContentPath));
    }

    [TestMethod]
    public async Task Takes_nothing_that_is_not_what_it_should_be()
    {
        using var store = Open();
        Assert.IsFalse(await store.TryAddCopyAsync(Folder.Write("elsewhere", "other"), Digest, TestContext.CancellationToken));
        Assert.IsFalse(store.Contains(Digest));
        Assert.IsEmpty(Directory.GetFiles(Folder["cache/temp"]));
    }

    [TestMethod]
    public async Task Full_or_broken_store_fails_nothing()
    {
        using var store = Open();
        Folder.Write("cache/temp", "a file in its place");
        Assert.IsFalse(await store.TryAddCopyAsync(Folder.Write("elsewhere", "contents"), Digest, TestContext.CancellationToken));
        Assert.AreEqual("FWDS5005", Log.Diagnostics.Single().Code);
    }

    [TestMethod]
    public void Takes_over_a_file_from_elsewhere()
    {
        using var store = Open();
        var path = Folder.Write("elsewhere", "contents");
        Assert.IsTrue(store.TryPublish(path, new(8, Digest)));
        Assert.AreEqual("contents", Read(store));
        Assert.IsFalse(File.Exists(path));
        Assert.IsEmpty(Directory.GetFiles(Folder["cache/temp"]));
    }
}
