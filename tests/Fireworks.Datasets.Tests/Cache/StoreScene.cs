using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Cache;

/// <summary>A store of the test's own.</summary>
public abstract class StoreScene : IDisposable
{
    internal static readonly Sha256Digest Digest = Sha256Digest.Of("contents"u8);

    public TestContext TestContext { get; set; } = null!;

    internal TemporaryFolder Folder { get; } = new();

    internal RecordingLog Log { get; } = new();

    internal string Root => Folder["cache"];

    internal string ContentPath => Path.Combine(Root, "sha256", Digest.ToString()[..2], Digest.ToString());

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    internal ContentStore Open(TimeProvider? time = null) => ContentStore.Open(Root, askedFor: true, Log, time ?? TimeProvider.System)!;

    internal static void Publish(ContentStore store, string text = "contents")
    {
        var path = store.NewTemporaryPath()!;
        File.WriteAllText(path, text);
        Assert.IsTrue(store.TryPublish(path, new(text.Length, Digest)));
        Assert.IsFalse(File.Exists(path));
    }

    internal static string? Read(ContentStore store)
    {
        using var file = store.OpenRead(Digest);
        return file is null ? null : new StreamReader(file).ReadToEnd();
    }
}
