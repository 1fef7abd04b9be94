using System.Security.Cryptography;
using Fireworks.Datasets.Cache;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Cache;

[TestClass]
public sealed class MaterialiserTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TestContext TestContext { get; set; } = null!;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(256 * 1024)]
    [DataRow((256 * 1024) + 1)]
    [DataRow(4 * 1024 * 1024)]
    [DataRow((5 * 1024 * 1024) + 7)]
    public async Task Copies_and_hashes_the_same_bytes(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        File.WriteAllBytes(_folder["source"], bytes);
        File.SetLastWriteTimeUtc(_folder["source"], DateTime.UnixEpoch);
        using (var source = File.OpenRead(_folder["source"]))
        {
            Assert.AreEqual(new Content(length, Sha256Digest.Of(bytes)), await Materialiser.CopyAsync(source, _folder["copy"], isPrivate: false, TestContext.CancellationToken));
        }

        Assert.IsTrue(bytes.AsSpan().SequenceEqual(File.ReadAllBytes(_folder["copy"])));
        Assert.IsGreaterThan(DateTime.UtcNow.AddHours(-1), File.GetLastWriteTimeUtc(_folder["copy"]), "The time stamp is now, not the store's.");

        File.AppendAllText(_folder["copy"], "edited");
        Assert.IsTrue(bytes.AsSpan().SequenceEqual(File.ReadAllBytes(_folder["source"])), "The copy is a file of its own.");
    }

    [TestMethod]
    [DataRow(10)]
    [DataRow(5 * 1024 * 1024)]
    public async Task Leaves_nothing_when_cancelled(int length)
    {
        File.WriteAllBytes(_folder["source"], new byte[length]);
        using var source = File.OpenRead(_folder["source"]);
        await Assert.ThrowsAsync<OperationCanceledException>(() => Materialiser.CopyAsync(source, _folder["copy"], isPrivate: false, new CancellationToken(canceled: true)));
        Assert.IsFalse(File.Exists(_folder["copy"]));
    }

    [TestMethod]
    public async Task Reports_where_it_cannot_write()
    {
        _folder.Write("source", "x");
        using var source = File.OpenRead(_folder["source"]);
        var e = await Assert.ThrowsExactlyAsync<DatasetException>(() =>
            Materialiser.CopyAsync(source, _folder["no/such/folder"], isPrivate: false, TestContext.CancellationToken));
        Assert.AreEqual("FWDS5004", e.Diagnostic.Code);
    }
}
