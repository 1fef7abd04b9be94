using System.Text;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Service;

/// <summary>What the names and URLs of a dataset take while a build has them.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ListingMemoryTests
{
    public TestContext TestContext { get; set; } = null!;

    /// <param name="files">How many.</param>
    /// <param name="signature">The length of each URL's signature.</param>
    [TestMethod]
    [DataRow(50_000, 1)]
    [DataRow(20_000, 700)]
    public async Task Is_a_small_multiple_of_the_answer(int files, int signature)
    {
        var json = new StringBuilder("{\"filenameToSignedUrls\":{");
        var query = new string('s', signature);
        for (var i = 0; i < files; i++)
        {
            json.Append(i == 0 ? "" : ",").Append(System.Globalization.CultureInfo.InvariantCulture, $"\"{i}\":\"https://s/{i}?{query}\"");
        }

        var answer = json.Append("}}").ToString();
        using var scene = ApiScene.Answering(answer);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var listing = await scene.AskAsync(TestContext.CancellationToken);
        var names = FileNames.Check(ApiScene.Dataset, listing.Names.ToArray());

        var factor = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / answer.Length;
        TestContext.WriteLine($"{factor:f1} times {answer.Length / 1e6:f1} MB");
        Assert.IsLessThan(16, factor);
        GC.KeepAlive((listing, names, answer));
    }
}
