using Fireworks.Datasets.Files;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Files;

[TestClass]
public sealed class SourceFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SourceFolderTests()
    {
        foreach (var file in (string[])["repo/.git/HEAD", "repo/app/app.csproj", "repo/web/web.fsproj", "repo/web/lib/x.cs", "above/above.csproj", "above/own/own.csproj", "repo/tools/all.slnx",
            "repo/app/obj/app.csproj.nuget.g.props", "repo/app/obj/Debug/app.AssemblyInfo.cs", "repo/app/bin/app.deps.json", "bare/HEAD", "node/package.json"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[file])!);
            _folder.Write(file, "");
        }
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("repo/app", DisplayName = "the project's own")]
    [DataRow("repo", DisplayName = "above it")]
    [DataRow("", DisplayName = "above the repository")]
    [DataRow("repo/web", DisplayName = "another project's")]
    [DataRow("repo/web/lib/data", DisplayName = "below another project's")]
    [DataRow("repo/tools", DisplayName = "a solution's")]
    [DataRow("repo/.git/hooks")]
    [DataRow("repo/app/.git")]
    [DataRow("repo/app/.config/x")]
    [DataRow("repo/app/.VSCode")]
    [DataRow("repo/app/.github/workflows")]
    [DataRow("repo/.husky")]
    [DataRow("repo/app/obj/fireworks-datasets/.fireworks/state")]
    [DataRow("repo/app/obj", DisplayName = "what restore makes")]
    [DataRow("repo/app/obj/Debug", DisplayName = "what a build makes")]
    [DataRow("repo/app/bin", DisplayName = "the output")]
    [DataRow("bare", DisplayName = "a bare repository")]
    [DataRow("node")]
    public void Is_one_in_which_a_name_makes_a_tool_obey(string folder) => Assert.IsTrue(SourceFolder.Is(_folder[folder], _folder["repo/app"], _ => false));

    [TestMethod]
    [DataRow("repo/app/data")]
    [DataRow("repo/app/not/there")]
    [DataRow("repo/app/obj/fireworks-datasets/acme/eval")]
    [DataRow("repo/app/obj/evals")]
    [DataRow("repo/app/.data")]
    [DataRow("repo/data")]
    [DataRow("data/eval")]
    public void Is_not_one_for_data(string folder) => Assert.IsFalse(SourceFolder.Is(_folder[folder], _folder["repo/app"], _ => false));

    [TestMethod]
    [DataRow("above/data", true, DisplayName = "where the globs of a project above both find it")]
    [DataRow("above/own/data", false, DisplayName = "where they find all of this project too")]
    public void Is_below_a_project_that_this_one_is_below_too(string folder, bool isOne) =>
        Assert.AreEqual(isOne, SourceFolder.Is(_folder[folder], _folder["above/own"], _ => false));

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Is_found_through_links()
    {
        File.CreateSymbolicLink(_folder["link"], "repo/app");

        Assert.IsTrue(SourceFolder.Is(_folder["link"], _folder["repo/app"], _ => false));
        Assert.IsTrue(SourceFolder.Is(_folder["repo/app"], _folder["link"], _ => false));
    }

    /// <summary>A dataset may have such a file, which the project names literally.</summary>
    [TestMethod]
    public void Is_not_known_by_what_this_package_has_put_there()
    {
        Assert.IsTrue(SourceFolder.Is(_folder["node"], _folder["repo/app"], _ => false));
        Assert.IsFalse(SourceFolder.Is(_folder["node"], _folder["repo/app"], name => name == "package.json"));
    }
}
