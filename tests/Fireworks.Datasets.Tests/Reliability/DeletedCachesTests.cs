using System.Security.Cryptography;
using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Reliability;

/// <summary>
/// The store is deleted under a build, and another one begins the same download: now both hold what they take for the lock.
/// Storage declares no checksum, which would tell.
/// </summary>
[TestClass]
public sealed class DeletedCachesTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("", 3_000_000)]
    [DataRow("remote", 3_000_000)]
    [DataRow("", 17_000_000)]
    [DataRow("remote", 17_000_000)]
    public async Task Mix_no_bytes_of_two_builds(string deleted, int length)
    {
        await using var scene = await EngineScene.StartAsync();
        scene.Time = TimeProvider.System;
        scene.Dataset.File("f.bin", length, seed: 1, new ObjectOptions { NoHashes = true });
        scene.Service.Options.BytesPerSecondPerConnection = length;
        scene.Destination = Path.Join(scene.Folder, "first");
        var first = scene.FetchAsync(TestContext.CancellationToken);
        var request = await scene.Service.Journal.WaitForAsync(entry => entry.File == "f.bin", TestContext.CancellationToken);
        while (request.BytesSent < length / 4 * 3 && !first.IsCompleted)
        {
            await Task.Delay(1, TestContext.CancellationToken);
        }

        Directory.Delete(Path.Join(scene.Store, deleted), recursive: true);
        scene.Destination = Path.Join(scene.Folder, "second");
        await Task.WhenAll(first, scene.FetchAsync(TestContext.CancellationToken));

        foreach (var build in (string[])["first", "second"])
        {
            Assert.AreEqual(scene.Dataset.Sha256("f.bin"), Digest(Path.Join(scene.Folder, build, "acme", "eval", "f.bin")), build);
        }

        foreach (var stored in Directory.GetFiles(Path.Join(scene.Store, "sha256"), "*", SearchOption.AllDirectories))
        {
            Assert.AreEqual(Path.GetFileName(stored), Digest(stored), "in the store");
        }
    }

    private static string Digest(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
