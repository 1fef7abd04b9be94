using System.Security.Cryptography;
using Fireworks.Datasets.Transfers.Partials;

namespace Fireworks.Datasets.Tests.Transfers.Partials;

/// <summary>What an interrupted run leaves beside its partial file, and what the next one believes of it.</summary>
[TestClass]
public class SidecarTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("null")]
    [DataRow("{ \"version\": 1")]
    [DataRow("{\"version\":3,\"writer\":\"x\",\"eTag\":\"\\\"v1\\\"\",\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false,\"checksums\":[],\"ranges\":[[0,40960]],\"boot\":\"BOOT\"}")]
    [DataRow("{\"version\":2,\"writer\":\"x\",\"eTag\":\"W/\\\"v1\\\"\",\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false,\"checksums\":[],\"ranges\":[[0,40960]],\"boot\":\"BOOT\"}")]
    [DataRow("{\"version\":2,\"writer\":\"x\",\"eTag\":\"\\\"v1\\\"\",\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false,\"checksums\":[],\"ranges\":[[0,200000]],\"boot\":\"BOOT\"}")]
    [DataRow("{\"version\":2,\"writer\":\"x\",\"eTag\":\"\\\"v1\\\"\",\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false,\"checksums\":[],\"ranges\":[[5,5]],\"boot\":\"BOOT\"}")]
    [DataRow("{\"version\":2,\"writer\":\"x\",\"eTag\":\"\\\"v1\\\"\",\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false,\"checksums\":[],\"ranges\":[[0,40960]],\"boot\":\"another\"}")]
    [DataRow("{\"version\":2,\"writer\":\"x\",\"eTag\":\"\\\"v1\\\"\",\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false}")]
    [DataRow("{\"version\":2,\"writer\":\"x\",\"eTag\":\"\\\"v1\\\"\",\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false,\"checksums\":[null],\"ranges\":[[0,40960]],\"boot\":\"BOOT\"}")]
    [DataRow("{\"version\":2,\"writer\":null,\"eTag\":null,\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false,\"checksums\":[],\"ranges\":[[0,40960]],\"boot\":null}")]
    [DataRow("{\"version\":2,\"writer\":\"\\ud800\",\"eTag\":\"\\ud800\",\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false,\"checksums\":[],\"ranges\":[null],\"boot\":\"BOOT\"}")]
    [DataRow("{\"version\":2,\"writer\":\"x\",\"eTag\":\"\\\"v1\\\"\",\"length\":1e400,\"acceptsRanges\":true,\"isGzip\":false,\"checksums\":[],\"ranges\":[[0,40960]],\"boot\":\"BOOT\"}")]
    [DataRow("{\"version\":2,\"writer\":\"x\",\"eTag\":\"\\\"v1\\\"\",\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false,\"checksums\":[],\"ranges\":[[-9223372036854775808,9223372036854775807]],\"boot\":\"BOOT\"}")]
    [DataRow("{\"version\":1,\"writer\":\"x\",\"eTag\":\"\\\"v1\\\"\",\"length\":100000,\"acceptsRanges\":true,\"isGzip\":false,\"checksums\":[],\"ranges\":[[0,40960]],\"boot\":\"BOOT\"}")]
    public async Task Ignores_a_sidecar_that_makes_no_sense(string sidecar)
    {
        using var scene = await DownloadScene.InterruptedAsync();
        File.WriteAllText(scene.SidecarPath, sidecar.Replace("BOOT", BootSession.Current(TimeProvider.System), StringComparison.Ordinal));
        Assert.IsFalse((await scene.SucceedAsync()).Resumed);
        Assert.IsFalse(scene.Storage.Requests[^1].IsForPart);
    }

    /// <summary>It would be right, and is longer than any that we write.</summary>
    [TestMethod]
    public async Task Does_not_read_a_sidecar_without_end()
    {
        using var scene = await DownloadScene.InterruptedAsync();
        File.AppendAllText(scene.SidecarPath, new string(' ', 2_000_000));
        Assert.IsFalse((await scene.SucceedAsync()).Resumed);
    }

    [TestMethod]
    public async Task Ignores_a_sidecar_whose_file_is_shorter_than_it_says_or_gone()
    {
        using var shorter = await DownloadScene.InterruptedAsync();
        using (var file = File.OpenWrite(shorter.PartialPath))
        {
            file.SetLength(DownloadScene.HadArrived - 1);
        }

        Assert.IsFalse((await shorter.SucceedAsync()).Resumed);

        using var gone = await DownloadScene.InterruptedAsync();
        File.Delete(gone.PartialPath);
        Assert.IsFalse((await gone.SucceedAsync()).Resumed);
    }

    [TestMethod]
    public async Task After_a_restart_of_the_machine_goes_on_only_where_a_checksum_will_tell()
    {
        using var scene = await DownloadScene.InterruptedAsync(DeclareDigest);
        File.WriteAllText(scene.SidecarPath, File.ReadAllText(scene.SidecarPath).Replace(BootSession.Current(TimeProvider.System), "another", StringComparison.Ordinal));
        Assert.IsTrue((await scene.SucceedAsync()).Resumed);
    }

    [TestMethod]
    public async Task Bytes_damaged_on_the_disk_meanwhile_are_noticed_and_fetched_again()
    {
        using var scene = await DownloadScene.InterruptedAsync(DeclareDigest);
        using (var file = File.OpenWrite(scene.PartialPath))
        {
            file.WriteByte((byte)(scene.Storage.Contents[0] ^ 1));
        }

        await scene.SucceedAsync();
        Assert.HasCount(3, scene.Storage.Requests);
    }

    [TestMethod]
    public async Task Neither_url_nor_secret_is_in_the_sidecar_and_nobody_else_may_read_it()
    {
        using var scene = await DownloadScene.InterruptedAsync();
        Assert.DoesNotContain("storage.test", File.ReadAllText(scene.SidecarPath));
        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(scene.SidecarPath));
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(scene.PartialPath));
        }
    }

    [TestMethod]
    public async Task A_killed_run_left_a_sidecar_that_claims_no_more_than_was_written()
    {
        using var scene = new DownloadScene(DownloadScene.Ranged);
        var claims = new List<long>();
        scene.Storage.Script = asked => new()
        {
            Edits = _ =>
            {
                // What a kill at this instant would leave.
                if (Sidecar.Read(scene.PartialPath, BootSession.Current(TimeProvider.System)) is var (_, arrived))
                {
                    var written = File.ReadAllBytes(scene.PartialPath);
                    foreach (var range in arrived.Ranges)
                    {
                        Assert.IsTrue(written.AsSpan((int)range.Start, (int)range.Length).SequenceEqual(
                            scene.Storage.Contents.AsSpan((int)range.Start, (int)range.Length)));
                    }

                    lock (claims)
                    {
                        claims.Add(arrived.Total);
                    }
                }
            },
        };
        await scene.SucceedAsync();
        Assert.IsGreaterThan(2, claims.Count);
        Assert.IsGreaterThan(DownloadScene.Ranged / 3, claims.Max());
    }

    private static void DeclareDigest(DownloadScene scene) => scene.Storage.Headers["Repr-Digest"] =
        $"sha-256=:{Convert.ToBase64String(SHA256.HashData(scene.Storage.Contents))}:";
}
