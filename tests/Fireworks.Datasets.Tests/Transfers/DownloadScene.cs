using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Service;
using Fireworks.Datasets.Tests.Infra;
using Fireworks.Datasets.Transfers;
using Fireworks.Datasets.Transfers.Partials;

namespace Fireworks.Datasets.Tests.Transfers;

/// <summary>One file in storage, a folder to download it into, and small limits so that little data shows all.</summary>
internal sealed class DownloadScene : IDisposable
{
    public const string FileName = "train.jsonl";
    public const int Small = 1_000, Large = 100_000, Ranged = 600_000;

    /// <summary>What of a large file is there after <see cref="InterruptedAsync"/>.</summary>
    public const int HadArrived = 40_960;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("downloads-");
    private readonly HttpTransport _transport;

    public DownloadScene(int length, int seed = 1)
    {
        Storage = new ScriptedStorage(Bytes(length, seed));
        _transport = new HttpTransport(Storage, Time);
        Storage.OnStall = () => Time.Advance(Options.StallTimeout);
    }

    public ScriptedStorage Storage { get; }

    public ManualTimeProvider Time { get; } = new();

    public RecordingLog Log { get; } = new();

    public TransferProgress Progress { get; } = new();

    public int Renewals { get; private set; }

    public int MaxRetries { get; init; } = 3;

    public Validator? Known { get; init; }

    /// <summary>What the lock file pins.</summary>
    public Content? Expected { get; set; }

    public DownloadOptions Options { get; init; } = new(4, TimeSpan.FromSeconds(60))
    {
        InMemoryLimit = 4_096,
        RangeThreshold = 256 * 1024,
        ShortestRange = 32 * 1024,
        SidecarInterval = 16 * 1024,
        BufferSize = 4_096,
    };

    public string PartialPath => Path.Combine(_folder.FullName, "partial");

    public string CopyPath => Path.Combine(_folder.FullName, "copy");

    public string SidecarPath => Sidecar.PathFor(PartialPath);

    /// <summary>After a run that was cut off in the middle of a large file, without retries; storage is well again.</summary>
    /// <param name="prepare">What differs before that run.</param>
    public static async Task<DownloadScene> InterruptedAsync(Action<DownloadScene>? prepare = null)
    {
        var scene = new DownloadScene(Large) { MaxRetries = 0 };
        prepare?.Invoke(scene);
        scene.Storage.Script = _ => Fault.Cut(HadArrived);
        await scene.FailAsync("FWDS4005");
        scene.AssertLeft("partial", "partial.json");
        scene.Storage.Script = _ => null;
        return scene;
    }

    /// <summary>What one run does. However it ends, it keeps no connection.</summary>
    public async Task<DownloadOutcome> DownloadAsync(CancellationToken cancellationToken = default)
    {
        var dataset = new DatasetKey(new("acme", "gsm8k"), false);
        var urls = new SignedUrls(dataset, Listing(0), _ => Task.FromResult(Listing(++Renewals)), Time);
        var downloader = new FileDownloader(
            _transport, new Retrier(new(MaxRetries), Time, () => 0, Log), Options, Log, new ConnectionLimiter(Options.MaxConnections));
        try
        {
            return await downloader.DownloadAsync(new(new(dataset, FileName), urls, PartialPath, CopyPath, Expected, Known, Progress), cancellationToken);
        }
        finally
        {
            Assert.AreEqual(0, Storage.OpenAnswers, "answers that nobody ended");
        }
    }

    /// <summary>A run that ends with the right bytes in both places, and with nothing beside them.</summary>
    public async Task<DownloadOutcome.Completed> SucceedAsync(byte[]? expected = null)
    {
        expected ??= Storage.Contents;
        var outcome = Assert.IsInstanceOfType<DownloadOutcome.Completed>(await DownloadAsync());
        Assert.AreEqual(new Content(expected.Length, Sha256Digest.Of(expected)), outcome.Content);
        Assert.IsTrue(File.ReadAllBytes(PartialPath).AsSpan().SequenceEqual(expected), "other bytes in the file");
        Assert.IsTrue(File.ReadAllBytes(CopyPath).AsSpan().SequenceEqual(expected), "other bytes in the copy");
        AssertLeft("copy", "partial");
        return outcome;
    }

    /// <summary>A run that ends with this code, and without a copy.</summary>
    public async Task<Diagnostic> FailAsync(string code)
    {
        var exception = await Assert.ThrowsExactlyAsync<DatasetException>(() => DownloadAsync());
        Assert.AreEqual(code, exception.Diagnostic.Code, exception.Message);
        Assert.IsFalse(File.Exists(CopyPath), "a copy of what is not whole");
        Assert.DoesNotContain("sig=", exception.ToString());
        Assert.IsFalse(Log.Lines.Any(line => line.Contains("sig=", StringComparison.Ordinal)));
        return exception.Diagnostic;
    }

    public void AssertLeft(params string[] names) =>
        CollectionAssert.AreEquivalent(names, _folder.EnumerateFiles().Select(file => file.Name).ToArray());

    public void Dispose()
    {
        _transport.Dispose();
        _folder.Delete(recursive: true);
    }

    public static byte[] Bytes(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static DatasetListing Listing(int generation)
    {
        Assert.IsTrue(Url.TryParse($"https://storage.test/acme/{FileName}?sig={generation}", out var url, out _));
        return new(new Dictionary<string, Url> { [FileName] = url });
    }
}
