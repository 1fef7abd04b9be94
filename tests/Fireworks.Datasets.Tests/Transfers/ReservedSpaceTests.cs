using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Transfers;

/// <summary>Who sends a length, or writes it into a lock file, does not take the disk by that.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Blocks are counted with du.")]
public class ReservedSpaceTests
{
    private const long Declared = 1L << 30;

    /// <summary>What file systems allocate at once, for the file and its copy.</summary>
    private const long AtOnce = 1024 * 1024;

    [TestMethod]
    [DataRow(null, "\"v1\"")]
    [DataRow(null, null)]
    [DataRow(Declared, "\"v1\"")]
    [DataRow(Declared, null)]
    public async Task Grows_with_what_arrives_and_not_with_what_is_declared(long? pinned, string? etag)
    {
        using var scene = new DownloadScene(DownloadScene.Ranged) { MaxRetries = 0 };
        scene.Expected = pinned is { } length ? new Content(length, Sha256Digest.Of("others"u8)) : null;
        (scene.Storage.ETag, scene.Storage.AcceptsRanges) = (etag, false);
        var taken = new List<long>();
        scene.Storage.Script = _ => Fault.Cut(DownloadScene.Ranged) with { Edits = response => response.Content.Headers.ContentLength = Declared };
        scene.Storage.OnSent = () =>
        {
            if (scene.Storage.BytesSent is > 100_000 and < 110_000 or DownloadScene.Ranged)
            {
                taken.Add(DiskBlocks.Of(Path.GetDirectoryName(scene.PartialPath)!));
            }
        };

        await scene.FailAsync("FWDS4005");

        Assert.IsNotEmpty(taken);
        Assert.IsLessThan((4 * DownloadScene.Ranged) + AtOnce, taken.Max());
        Assert.IsLessThan((4 * DownloadScene.Ranged) + AtOnce, DiskBlocks.Of(Path.GetDirectoryName(scene.PartialPath)!));
    }

    /// <summary>Several connections write far from each other; between them are holes.</summary>
    [TestMethod]
    public async Task Is_not_taken_between_ranges()
    {
        using var scene = new DownloadScene(DownloadScene.Ranged) { MaxRetries = 0 };
        scene.Storage.Script = _ => Fault.Reset(8_192);

        await scene.FailAsync("FWDS3001");

        var end = new FileInfo(scene.PartialPath).Length;
        Assert.IsGreaterThan(scene.Options.ShortestRange, end, "There was one connection only.");
        Assert.IsLessThan(end - 16_000, DiskBlocks.Of(scene.PartialPath));
    }
}
