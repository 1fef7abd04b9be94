using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>A program of one file, which has no project to put an item into.</summary>
[TestClass]
public class FileBasedApps : EndToEndTest
{
    [TestMethod]
    public async Task Take_the_dataset_as_a_property()
    {
        AddEval();
        Sandbox.Write("script/count.cs", $"""
            #:package {PackageFeed.PackageId}@{Sandbox.Feed.Version}
            #:property FireworksDatasets=acme/eval
            #:property PublishAot=false
            Console.Write(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "datasets", "eval", "test.jsonl")));
            """);
        var folder = Path.Combine(Sandbox.Root, "script");

        var run = (await Sandbox.RunAsync(folder, logged: false, "run", "count.cs")).Succeeded();

        Assert.Contains(ContentsOf("test.jsonl").TrimEnd(), run.Output);
        AssertRequests(resolves: 1, transfers: 2);
        AssertFiles(folder, "count.cs", "fireworks.datasets.lock.json");
    }
}
