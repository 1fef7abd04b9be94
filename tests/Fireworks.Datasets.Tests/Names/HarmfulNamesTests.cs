using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.Tests.Names;

[TestClass]
public class HarmfulNamesTests
{
    [TestMethod]
    [DataRow("%2egit/config")]
    [DataRow(".git/config")]
    [DataRow(".GIT")]
    [DataRow("a/.Git/hooks/x")]
    [DataRow(".g\u200Dit/config")]
    [DataRow(".ｇit/config")]
    [DataRow(".hg/hgrc")]
    [DataRow(".svn/x")]
    [DataRow("_svn/x")]
    [DataRow("$tf/x")]
    [DataRow(".claude/settings.json")]
    [DataRow(".vs/x")]
    [DataRow("a/.vscode/tasks.json")]
    [DataRow(".idea/x")]
    [DataRow(".config/dotnet-tools.json")]
    [DataRow("Desktop.ini")]
    [DataRow("a/AUTORUN.INF")]
    [DataRow("x.lnk")]
    [DataRow("x.SCF")]
    [DataRow("a/x.url")]
    [DataRow("x.library-ms")]
    [DataRow("x%2elnk")]
    public void Are_refused_even_where_the_project_names_them_literally(string name)
    {
        var problem = Assert.ThrowsExactly<DatasetException>(() => FileNames.CheckTaken(s_dataset, [Safe(name)], _ => true)).Diagnostics.Single();

        Assert.AreEqual("FWDS5001", problem.Code);
        Assert.Contains("Rename the file", problem.Message);
    }

    [TestMethod]
    [DataRow("git/config.git")]
    [DataRow("desktop.ini.jsonl")]
    [DataRow("my.website/index.html")]
    [DataRow("x.desktop/y.txt")]
    public void Are_not_those_that_only_resemble_one(string name) => FileNames.CheckTaken(s_dataset, [Safe(name)], _ => true);

    private static readonly DatasetKey s_dataset = new(new("acme", "eval"), Lineage: false);

    private static SafeRelativePath Safe(string name)
    {
        Assert.IsTrue(SafeRelativePath.TryParse(name, out var path, out var why), why);
        return path;
    }
}
