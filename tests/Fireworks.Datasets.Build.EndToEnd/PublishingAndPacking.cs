using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>What leaves the machine: published with the app, and not packed unless asked for.</summary>
[TestClass]
public class PublishingAndPacking : EndToEndTest
{
    [TestInitialize]
    public void AddTheDataset() => AddEval();

    [TestMethod]
    public async Task Publish()
    {
        var project = CSharp().Dataset("acme/eval");

        (await project.DotnetAsync("publish")).Succeeded();

        AssertFile(Path.Combine(project.PublishFolder, "datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertRequests(resolves: 1, transfers: 2);
    }

    [TestMethod]
    public async Task Publish_without_building()
    {
        var project = CSharp().Dataset("acme/eval");
        (await project.BuildAsync("-c", "Release")).Succeeded();
        Service.Journal.Clear();

        (await project.DotnetAsync("publish", "--no-build")).Succeeded();

        AssertFile(Path.Combine(project.PublishFolder, "datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertNoRequest();
    }

    [TestMethod]
    public async Task Publish_leaves_out_what_is_not_to_be_published()
    {
        var project = CSharp().Dataset("acme/eval", ("CopyToPublishDirectory", "Never"));

        (await project.DotnetAsync("publish")).Succeeded();

        AssertFile(Path.Combine(project.Folder, "bin/Release/net10.0/datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        Assert.IsFalse(Directory.Exists(Path.Combine(project.PublishFolder, "datasets")));
    }

    [TestMethod]
    public async Task Pack_keeps_the_dataset_out_of_the_package()
    {
        var project = CSharp("lib").Library().Dataset("acme/eval");

        (await project.DotnetAsync("pack")).Succeeded();

        var package = NuGetPackage.Read(Path.Combine(project.Folder, "bin/Release/lib.1.0.0.nupkg"));
        Assert.DoesNotContain("jsonl", string.Join('\n', package.Files));
        Assert.DoesNotContain("Fireworks", package.Nuspec.ToString(), "the consumer of the library needs nothing of ours");
        AssertFile(Path.Combine(project.Folder, "bin/Release/net10.0/datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
    }

    [TestMethod]
    public async Task Pack_takes_the_dataset_along_when_it_is_told_to()
    {
        AddDataset("acme/chain", "test.jsonl", "base/test.jsonl");
        var project = CSharp("lib").Library()
            .Dataset("acme/chain", ("Pack", "true"), ("PackagePath", "data/"))
            .Dataset("acme/eval", ("BuildAction", "Content"), ("Files", "test.jsonl"));
        string[] expected =
        [
            "content/datasets/eval/test.jsonl", "contentFiles/any/any/datasets/eval/test.jsonl",
            "data/base/test.jsonl", "data/test.jsonl",
        ];

        // What is packed without a build is what was built.
        foreach (var switches in (string[][])[[], ["--no-build"]])
        {
            (await project.DotnetAsync("pack", switches)).Succeeded();

            var package = Path.Combine(project.Folder, "bin/Release/lib.1.0.0.nupkg");
            CollectionAssert.AreEqual(expected, NuGetPackage.Read(package).Files.Where(file => file.EndsWith(".jsonl", StringComparison.Ordinal)).ToArray(),
                string.Join(' ', switches));
            File.Delete(package);
        }
    }
}
