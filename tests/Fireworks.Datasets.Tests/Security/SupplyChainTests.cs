using System.Text.RegularExpressions;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>What the package is made of.</summary>
[TestClass]
public partial class SupplyChainTests
{
    private static readonly string[] s_projects = [.. ((string[])["src", "tests"])
        .SelectMany(folder => Directory.EnumerateFiles(Path.Join(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories))];

    [TestMethod]
    public void Every_project_pins_its_packages()
    {
        Assert.IsGreaterThan(3, s_projects.Length);
        Assert.Contains("<RestorePackagesWithLockFile>true<", Repository.Read("Directory.Build.props"));
        foreach (var project in s_projects)
        {
            Assert.IsTrue(File.Exists(Path.Join(Path.GetDirectoryName(project), "packages.lock.json")), project);
        }
    }

    [TestMethod]
    public void Nothing_is_shipped_but_our_own_code()
    {
        var references = typeof(DatasetFetcher).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);
        Assert.AreEqual("", string.Join(' ', references.Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name != "Microsoft.Win32.Primitives")));

        var shell = File.ReadAllText(s_projects.Single(project => Path.GetFileName(project) == "Fireworks.Datasets.Build.csproj"));
        foreach (Match reference in PackageReference().Matches(shell))
        {
            Assert.Contains("ExcludeAssets=\"runtime\" PrivateAssets=\"all\"", reference.Value);
        }
    }

    /// <summary>The SDK has it on by itself, wherever a clone has a remote to link to.</summary>
    [TestMethod]
    public void Determinism_and_SourceLink_are_left_on()
    {
        var settings = string.Concat(s_projects.Select(File.ReadAllText)) + Repository.Read("Directory.Build.props");
        Assert.Contains("<Deterministic>true<", settings);
        Assert.Contains("<RepositoryType>git<", settings);
        Assert.DoesNotContain("EnableSourceLink", settings);
        Assert.DoesNotContain("EnableSourceControlManagerQueries", settings);
        Assert.DoesNotContain("<DebugType>none", settings);
    }

    [GeneratedRegex("<PackageReference [^>]*>")]
    private static partial Regex PackageReference();
}
