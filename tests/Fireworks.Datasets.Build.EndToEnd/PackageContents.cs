using System.Runtime.InteropServices;
using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>What a user gets.</summary>
[TestClass]
public class PackageContents
{
    private static readonly string[] Assemblies =
    [
        .. from folder in (string[])["tasks/net8.0", $"tasks/net8.0/{RuntimeInformation.RuntimeIdentifier}"]
           from name in (string[])["Fireworks.Datasets.Build.dll", "Fireworks.Datasets.dll"]
           select $"{folder}/{name}",
    ];

    [TestMethod]
    public async Task Are_these_files_and_no_other()
    {
        var package = NuGetPackage.Read((await TestSession.Feed).PackageFile);

        CollectionAssert.AreEqual(
            (string[])
            [
                "LICENSE",
                "README.md",
                "build/Fireworks.Datasets.Build.Tasks.targets",
                "build/Fireworks.Datasets.Build.props",
                "build/Fireworks.Datasets.Build.targets",
                "buildMultiTargeting/Fireworks.Datasets.Build.props",
                "buildMultiTargeting/Fireworks.Datasets.Build.targets",
                "icon.png",
                .. Assemblies,
            ],
            package.Files.ToArray(), string.Join('\n', package.Files));
    }

    [TestMethod]
    public async Task Say_that_it_is_a_development_dependency_without_dependencies()
    {
        var nuspec = NuGetPackage.Read((await TestSession.Feed).PackageFile).Nuspec;
        var metadata = nuspec.Elements().Single();
        string? Value(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

        Assert.AreEqual("Fireworks.Datasets.Build", Value("id"));
        Assert.AreEqual("true", Value("developmentDependency"));
        Assert.AreEqual("MIT", Value("license"));
        Assert.AreEqual("README.md", Value("readme"));
        Assert.AreEqual("icon.png", Value("icon"));
        Assert.IsFalse(nuspec.Descendants().Any(element => element.Name.LocalName is "dependency" or "frameworkAssembly" or "reference"));
        Assert.IsNull(Value("dependencies")?.Trim() is "" ? null : Value("dependencies"));
    }

    [TestMethod]
    public async Task Are_the_same_bytes_when_packed_again_from_nothing()
    {
        var first = (await TestSession.Feed).PackageFile;
        Folders.TryDelete(Path.Combine(TestSession.Repository, "artifacts", "e2e", "again"));

        var again = (await PackageFeed.PackAsync(Path.Combine(TestSession.Root, "feed", "again"), "again")).PackageFile;

        foreach (var name in NuGetPackage.Read(first).Files)
        {
            CollectionAssert.AreEqual(NuGetPackage.Contents(first, name), NuGetPackage.Contents(again, name), name);
        }
    }

    [TestMethod]
    public async Task Name_no_path_of_the_machine_that_built_them()
    {
        var package = (await TestSession.Feed).PackageFile;

        foreach (var name in Assemblies)
        {
            var sources = BuiltAssembly.Sources(NuGetPackage.Contents(package, name));
            Assert.DoesNotContain(TestSession.Repository, string.Join('\n', sources), name);
        }
    }
}
