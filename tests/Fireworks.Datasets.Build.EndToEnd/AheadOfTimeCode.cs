using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>The package's code compiled ahead of time, which a build that has nothing to do is faster with.</summary>
[TestClass]
public class AheadOfTimeCode : EndToEndTest
{
    private static string Folder => $"tasks/net8.0/{RuntimeInformation.RuntimeIdentifier}";

    [TestMethod]
    public async Task Is_in_the_package_beside_what_runs_everywhere()
    {
        var package = (await TestSession.Feed).PackageFile;

        foreach (var name in (string[])["Fireworks.Datasets.Build.dll", "Fireworks.Datasets.dll"])
        {
            Assert.IsTrue(HasNativeCode(NuGetPackage.Contents(package, $"{Folder}/{name}")), name);
            Assert.IsFalse(HasNativeCode(NuGetPackage.Contents(package, $"tasks/net8.0/{name}")), name);
        }
    }

    [TestMethod]
    public async Task Is_used_where_the_package_has_it_for_the_system_and_else_not_missed()
    {
        AddEval();
        var project = CSharp().Library().Dataset("acme/eval");

        var ahead = (await project.BuildAsync("-v:diag", "-tl:off")).Succeeded();
        Directory.Delete(Path.Combine(Sandbox.Packages, "fireworks.datasets.build", Sandbox.Feed.Version, Folder), recursive: true);
        Directory.Delete(Path.Combine(project.Folder, "obj/Debug/net10.0/fireworks-datasets"), recursive: true);
        var portable = (await project.BuildAsync("-v:diag", "-tl:off")).Succeeded();

        Assert.Contains($"{Folder}/Fireworks.Datasets.Build.dll", Slashes(ahead.Output));
        Assert.Contains("tasks/net8.0/Fireworks.Datasets.Build.dll", Slashes(portable.Output));
        AssertFile(Path.Combine(project.Folder, "obj/Debug/net10.0/fireworks-datasets/acme/eval/test.jsonl"), ContentsOf("test.jsonl"));
    }

    /// <summary>
    /// Compiling just in time was two thirds of what such a build paid for the package. Whatever is compiled names its types:
    /// generic code of the framework over a struct of ours would be there too, as nobody can have compiled that before.
    /// </summary>
    [TestMethod]
    public async Task Leaves_nothing_to_compile_for_a_build_that_has_nothing_to_do()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval").Dataset("acme/eval", ("BuildAction", "EmbeddedResource"), ("LinkBase", "embedded"));
        (await project.BuildAsync()).Succeeded();

        var again = await CompiledAsync(project);
        Directory.Delete(project.DatasetsFolder, recursive: true);
        var anew = await CompiledAsync(project);

        Assert.AreEqual("", again);
        Assert.AreNotEqual("", anew, "A fetch does compile something: otherwise this looks at nothing.");
    }

    private async Task<string> CompiledAsync(TestProject project)
    {
        var list = Path.Combine(Sandbox.Root, Path.GetRandomFileName());
        (Sandbox.Environment["DOTNET_JitStdOutFile"], Sandbox.Environment["DOTNET_JitDisasmSummary"]) = (list, "1");
        (await project.BuildAsync()).Succeeded();
        // What runs often is compiled once more, and better, in the background: that is no loss.
        return string.Join('\n', File.ReadLines(list)
            .Where(line => line.Contains("Fireworks.", StringComparison.Ordinal) && !line.Contains("[Tier1", StringComparison.Ordinal)));
    }

    private static string Slashes(string text) => text.Replace('\\', '/');

    private static bool HasNativeCode(byte[] assembly)
    {
        using var image = new PEReader(new MemoryStream(assembly));
        return image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
