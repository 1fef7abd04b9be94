using System.Globalization;
using System.Security.Cryptography;
using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Reliability;

/// <summary>Many files over a network on which every fifth request fails, in one way or another.</summary>
[TestClass]
public sealed class SoakTests
{
    private const int Files = 2_000;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Two_thousand_files_arrive_although_every_fifth_request_fails()
    {
        await using var scene = await EngineScene.StartAsync();
        scene.Settings = scene.Settings with { MaxRetries = 8 };
        for (var file = 0; file < Files; file++)
        {
            scene.Dataset.File($"{file % 50}/{file}.bin", file % 100 == 0 ? 300_000 : 500 + file, seed: file);
        }

        scene.Service.Faults.Randomly(0.2, seed: 5,
        [
            Fault.Status(503), Fault.Status(429), Fault.Status(500), Fault.CloseBeforeAnswer(), Fault.ResetBeforeAnswer(),
            Fault.CutBody(100).On(RequestKind.Storage), Fault.ResetBody(200).On(RequestKind.Storage), Fault.CutBody(0).On(RequestKind.Storage),
            Fault.CorruptBody().On(RequestKind.Storage), Fault.WrongLength(3).On(RequestKind.Storage),
        ]);

        await scene.FetchAsync(TestContext.CancellationToken);

        for (var file = 0; file < Files; file++)
        {
            var name = $"{file % 50}/{file}.bin";
            Assert.AreEqual(scene.Dataset.Sha256(name), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(scene.InPlace(name)))), name);
        }

        var all = scene.Service.Journal.Entries;
        var struck = all.Count(request => request.Fault is not null);
        Assert.IsLessThan(Files * 3 / 2, all.Count);
        TestContext.WriteLine($"{all.Count} requests, {struck} struck");
        ReliabilityDocument.Write("soak", string.Create(CultureInfo.InvariantCulture,
            $"{Files:N0} files, of which every fifth request, to the service or to storage, fails at random (503, 429, 500, closed, reset, cut, damaged, of wrong length): all arrive with the right bytes, in {all.Count:N0} requests, {struck:N0} of which failed. `SoakTests` repeats it."));
    }
}
