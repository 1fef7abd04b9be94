using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.Tests.Names;

[TestClass]
public class ObeyedNamesTests
{
    [TestMethod]
    [DataRow("x.cs")]
    [DataRow("a/b/X.CS")]
    [DataRow("x.h.cs")]
    [DataRow("Index.razor")]
    [DataRow("Index.cshtml")]
    [DataRow("Index.razor.css")]
    [DataRow("app.lib.module.js")]
    [DataRow("page.resx")]
    [DataRow("page.fr.resx")]
    [DataRow("a.licx")]
    [DataRow("Window.xaml")]
    [DataRow("app.config")]
    [DataRow("sub/App.Config")]
    [DataRow("web.config")]
    [DataRow("x.dll.config")]
    [DataRow("nuget.config")]
    [DataRow("app.deps.json")]
    [DataRow("appsettings.json")]
    [DataRow("appsettings.Production.json")]
    [DataRow("packages.lock.json")]
    [DataRow("fireworks.datasets.lock.json")]
    [DataRow("global.json")]
    [DataRow("Directory.Build.props")]
    [DataRow("Directory.Build.targets")]
    [DataRow("Directory.Packages.props")]
    [DataRow("Directory.Build.rsp")]
    [DataRow("p.csproj.x.targets")]
    [DataRow("a.csproj")]
    [DataRow("a.proj")]
    [DataRow("a.vcxproj")]
    [DataRow("a.slnx")]
    [DataRow("Good.dll")]
    [DataRow("native.so")]
    [DataRow(".editorconfig")]
    [DataRow(".globalconfig")]
    [DataRow("rules.globalconfig")]
    [DataRow(".gitattributes")]
    [DataRow(".github/workflows/x.yml")]
    [DataRow(".envrc")]
    [DataRow("BannedSymbols.Mine.txt")]
    [DataRow("PublicAPI.Shipped.txt")]
    [DataRow("HEAD")]
    [DataRow("sub/head")]
    [DataRow("x.pp")]
    [DataRow("_._")]
    [DataRow("[Content_Types].xml")]
    [DataRow("conftest.py")]
    [DataRow("test_it.py")]
    [DataRow("it_test.py")]
    [DataRow("node/package.json")]
    [DataRow("gulpfile.mjs")]
    [DataRow("vite.config.js")]
    [DataRow("libx.so.1.2")]
    [DataRow("CMakeLists.txt")]
    [DataRow("a/Cargo.toml")]
    [DataRow("agents.md")]
    [DataRow("App.suo")]
    [DataRow("x%2ecs")]
    [DataRow("x%252Ecs")]
    [DataRow("x.ｃs", DisplayName = "a full-width letter")]
    [DataRow("x．cs", DisplayName = "a full-width dot")]
    [DataRow("x.c\u200Cs", DisplayName = "an invisible character")]
    public void Are_those_that_a_tool_obeys(string name) => Assert.IsNotNull(ObeyedNames.Find(Safe(name)), name);

    [TestMethod]
    [DataRow("train.jsonl")]
    [DataRow("a/b/test.json")]
    [DataRow("settings.json")]
    [DataRow("data.xml")]
    [DataRow("page.html")]
    [DataRow("page.css")]
    [DataRow("script.js")]
    [DataRow("load.py")]
    [DataRow("run.sh")]
    [DataRow("README.md")]
    [DataRow("LICENSE")]
    [DataRow("notes.txt")]
    [DataRow("config.yaml")]
    [DataRow("weights.safetensors")]
    [DataRow("x.parquet")]
    [DataRow("x.csv.gz")]
    [DataRow("x.png")]
    [DataRow("cs")]
    [DataRow("x.csv")]
    [DataRow("header.txt")]
    [DataRow("my.config.txt")]
    [DataRow("config.js")]
    [DataRow("also.1")]
    [DataRow("so.1")]
    [DataRow("agents.jsonl")]
    [DataRow("a.b/c.d")]
    [DataRow("proj/x.txt")]
    [DataRow("testing.py")]
    [DataRow("data.uk.json")]
    public void Are_not_those_of_data(string name) => Assert.IsNull(ObeyedNames.Find(Safe(name)), name);

    [TestMethod]
    public void Are_an_error_that_says_how_to_take_the_file_and_how_to_leave_it_out()
    {
        var failure = Assert.ThrowsExactly<DatasetException>(() => FileNames.CheckTaken(s_dataset, [Safe("a.txt"), Safe("app.config"), Safe("x.cs")], name => name == "x.cs"));

        var problem = failure.Diagnostics.Single();
        Assert.AreEqual("FWDS5001", problem.Code);
        foreach (var part in (string[])["'app.config'", "ExcludeFiles", "literally in Files"])
        {
            Assert.Contains(part, problem.Message);
        }
    }

    [TestMethod]
    public void Are_counted_where_they_are_many()
    {
        var failure = Assert.ThrowsExactly<DatasetException>(() =>
            FileNames.CheckTaken(s_dataset, [.. Enumerable.Range(0, 1000).Select(i => Safe($"{i}.cs"))], _ => false));

        Assert.HasCount(FileNames.MaxProblems + 1, failure.Diagnostics);
        Assert.Contains("980 more", failure.Diagnostics[^1].Message);
    }

    private static readonly DatasetKey s_dataset = new(new("acme", "eval"), Lineage: false);

    private static SafeRelativePath Safe(string name)
    {
        Assert.IsTrue(SafeRelativePath.TryParse(name, out var path, out var why), why);
        return path;
    }
}
