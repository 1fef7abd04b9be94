using System.IO.Compression;
using System.Runtime.InteropServices;
using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>The less usual commands and switches.</summary>
[TestClass]
public class Commands : EndToEndTest
{
    [TestMethod]
    public async Task Build_not_incremental_and_pack_what_was_built()
    {
        AddEval();
        var project = CSharp().Library().Dataset("acme/eval").Property("EmitCompilerGeneratedFiles", "true");
        // The BuildCheck, many nodes, the terminal logger, hardly a word: all that comes from us would be seen.
        var first = (await project.BuildAsync("-c", "Release", "-check", "-m:8", "-tl:on", "-v:q")).Succeeded();
        Assert.HasCount(0, first.Warnings.ToArray(), first.Everything);
        AssertRequests(resolves: 1, transfers: 2);

        (await project.DotnetAsync("pack", "--no-build")).Succeeded();
        using (var package = ZipFile.OpenRead(Directory.GetFiles(Path.Combine(project.Folder, "bin", "Release"), "*.nupkg").Single()))
        {
            Assert.IsFalse(package.Entries.Any(entry => entry.FullName.EndsWith(".jsonl", StringComparison.Ordinal)));
        }

        // Once more, with every word.
        var again = (await project.BuildAsync("-c", "Release", "--no-incremental", "-v:diag", "-tl:off")).Succeeded();
        Assert.AreEqual(1, again.Log.RunsOf("Csc"));
        Assert.DoesNotContain(Service.ApiKey, again.Output);
        AssertFile(Path.Combine(project.Folder, "bin", "Release", project.Framework, "datasets/eval/test.jsonl"), ContentsOf("test.jsonl"));
        AssertNoRequest();
    }

    [TestMethod]
    public async Task Compile_alone_has_the_files_in_place()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval").Dataset("acme/eval", ("BuildAction", "AdditionalFiles"));

        var compile = (await project.TargetAsync("Compile", "-getItem:AdditionalFiles")).Succeeded();

        CollectionAssert.AreEqual((string[])["acme/eval/test.jsonl", "acme/eval/train.jsonl"], project.FilesInPlace);
        CollectionAssert.AreEqual((string[])["test.jsonl", "train.jsonl"], compile.Items("AdditionalFiles").Select(file => file["File"]).Order(StringComparer.Ordinal).ToArray());
        AssertRequests(resolves: 1, transfers: 2);
    }

    [TestMethod]
    public async Task Datasets_as_a_property_on_the_command_line()
    {
        AddDataset("acme/eval", "test.jsonl");
        AddDataset("acme/prompts", "it.md");
        var project = CSharp();

        (await project.ResolveAsync("-p:FireworksDatasets=acme/eval%3Bacme/prompts")).Succeeded();

        CollectionAssert.AreEqual((string[])["acme/eval/test.jsonl", "acme/prompts/it.md"], project.FilesInPlace);
    }

    [TestMethod]
    public async Task Publish_as_one_trimmed_file()
    {
        AddEval();
        MachineNuGet.Lend(Sandbox, "microsoft.net.illink", "microsoft.netcore.app.", "microsoft.aspnetcore.app.runtime");
        var project = CSharp().Dataset("acme/eval", ("Files", "test.jsonl")).Dataset("acme/eval", ("Files", "train.jsonl"), ("BuildAction", "EmbeddedResource"))
            .Property("RuntimeIdentifier", RuntimeInformation.RuntimeIdentifier).Property("PublishTrimmed", "true").Property("PublishSingleFile", "true")
            .Property("InvariantGlobalization", "true")
            .File("Program.cs", """
                using var resource = new System.IO.StreamReader(typeof(Here).Assembly.GetManifestResourceStream("datasets/eval/train.jsonl")!);
                System.Console.Write(System.IO.File.ReadAllText(System.IO.Path.Combine(System.AppContext.BaseDirectory, "datasets/eval/test.jsonl")) + resource.ReadToEnd());
                class Here;
                """);
        (await project.RestoreAsync()).Succeeded();

        (await project.DotnetAsync("publish")).Succeeded();

        var published = Path.Combine(project.Folder, "bin", "Release", project.Framework, RuntimeInformation.RuntimeIdentifier, "publish");
        Assert.IsFalse(File.Exists(Path.Combine(published, "app.dll")));
        using var app = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(Path.Combine(published, "app")) { RedirectStandardOutput = true })!;
        Assert.AreEqual(ContentsOf("test.jsonl") + ContentsOf("train.jsonl"), await app.StandardOutput.ReadToEndAsync());
        AssertRequests(resolves: 1, transfers: 2);
    }
}
