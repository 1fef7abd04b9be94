using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>
/// <c>dotnet watch</c> builds when a source changes, and only then. A build that itself changes something that is watched would be
/// followed by another, for ever: the lock file, the fetched files and what is embedded of them must not be watched.
/// </summary>
[TestClass]
public class WatchedBuilds : EndToEndTest
{
    private const string EndOfBuild = "Waiting for a file to change";

    [TestMethod]
    public async Task Follow_each_change_of_a_source_and_nothing_that_a_build_writes()
    {
        AddEval();
        var live = AddDataset("acme/live", "live.txt");
        // Beside the project, where nobody watches.
        var builds = Path.Combine(Sandbox.Root, "builds.txt");
        var project = CSharp().Dataset("acme/eval").Dataset("acme/eval", ("BuildAction", "Content"), ("LinkBase", "content"))
            .Dataset("acme/live", ("Floating", "true"), ("BuildAction", "EmbeddedResource"))
            .Xml("""<Target Name="CountBuilds" AfterTargets="Build"><WriteLinesToFile File="../builds.txt" Lines="built" /></Target>""");

        using var watch = await project.WatchAsync();
        for (var build = 1; build <= 3; build++)
        {
            await watch.WaitForAsync(EndOfBuild, times: build);

            // A build more than changes would be one that the build before has brought about.
            Assert.HasCount(build, await File.ReadAllLinesAsync(builds), watch.Output);
            if (build < 3)
            {
                // Each build fetches, and embeds what it fetched.
                live.File("live.txt", $"{build}");
                project.File("Program.cs", $"System.Console.WriteLine({build});");
            }
        }

        await watch.KillAsync();
        Assert.AreEqual("2", BuiltAssembly.Read(project.AssemblyFile).Resources["datasets/live/live.txt"]);
        AssertFile(project.Output("content/test.jsonl"), ContentsOf("test.jsonl"));
    }
}
