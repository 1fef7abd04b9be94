using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>Names with characters that mean something to MSBuild, to URLs, or to people who assume ASCII.</summary>
[TestClass]
public class AwkwardFileNames : EndToEndTest
{
    private static readonly string[] Names =
    [
        "two words.txt", "per%20cent.txt", "%41.txt", "100%.txt", "hash#.txt", "plus+.txt", "semi;colon.txt", "quote'.txt", "$(Configuration).txt",
        "@(Compile).txt", "%(Identity).txt", "[bracket].txt", "a&b=c.txt", "ünïcödé.txt", "数据/集.txt", "😀.txt", "~tilde,comma!.txt",
    ];

    [TestMethod]
    public async Task Are_copied_right()
    {
        AddDataset("acme/awkward", Names);
        var project = CSharp().Dataset("acme/awkward");

        (await project.BuildAsync()).Succeeded();

        AssertFiles(project.Output("datasets/awkward"), Names);
        foreach (var name in Names)
        {
            AssertFile(project.Output($"datasets/awkward/{name}"), ContentsOf(name));
        }

        (await project.BuildAsync()).Succeeded();
        AssertRequests(resolves: 1, transfers: Names.Length);
    }

    [TestMethod]
    public async Task Are_embedded_right()
    {
        AddDataset("acme/awkward", Names);
        var project = CSharp().Dataset("acme/awkward", ("BuildAction", "EmbeddedResource"));

        (await project.BuildAsync()).Succeeded();

        var resources = BuiltAssembly.Read(project.AssemblyFile).Resources;
        CollectionAssert.AreEquivalent(Names.Select(name => $"datasets/awkward/{name}").ToArray(), resources.Keys.ToArray());
        foreach (var name in Names)
        {
            Assert.AreEqual(ContentsOf(name), resources[$"datasets/awkward/{name}"]);
        }
    }

    [TestMethod]
    public async Task Come_out_of_the_bare_task_right()
    {
        AddDataset("acme/awkward", Names);
        var project = CSharp().Xml("""
            <Target Name="Fetch">
              <FetchFireworksDataset Account="acme" Dataset="awkward">
                <Output TaskParameter="FetchedFiles" ItemName="Fetched" />
              </FetchFireworksDataset>
              <WriteLinesToFile File="fetched.txt" Lines="@(Fetched->'%(File)|%(FullPath)')" Overwrite="true" />
            </Target>
            """);

        (await project.TargetAsync("Fetch")).Succeeded();

        var lines = File.ReadAllLines(Path.Combine(project.Folder, "fetched.txt"));
        CollectionAssert.AreEquivalent(
            Names.Select(name => $"{name}|{Path.Combine(project.Folder, "obj", "fireworks-datasets", "acme", "awkward", name)}").ToArray(), lines);
    }
}
