namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>Settings reach the task as the user wrote them, from wherever they come.</summary>
[TestClass]
public class GivenSettings : EndToEndTest
{
    [TestMethod]
    public async Task May_come_from_a_target_that_runs_before()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval").Xml("""
            <Target Name="Decide" BeforeTargets="ResolveFireworksDatasets">
              <PropertyGroup><FireworksDatasetsOffline>true</FireworksDatasetsOffline></PropertyGroup>
            </Target>
            """);

        (await project.ResolveAsync()).FailedWith("FWDS4006");

        AssertNoRequest();
    }

    [TestMethod]
    public async Task May_have_characters_that_are_syntax_to_MSBuild()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval").Property("FireworksDatasetsCacheDirectory", "it's%3B 100%25 %2541 %24(x) %40(y) %25(z)");

        (await project.ResolveAsync()).Succeeded();

        AssertFile(project.InPlace("acme/eval/test.jsonl"), ContentsOf("test.jsonl"));
        Assert.IsTrue(Directory.Exists(Path.Combine(project.Folder, "it's; 100% %41 $(x) @(y) %(z)", "sha256")));
    }

    [TestMethod]
    public async Task Are_new_for_an_update_after_another_target()
    {
        var eval = AddEval();
        var project = CSharp().Dataset("acme/eval");
        (await project.ResolveAsync()).Succeeded();
        eval.File("test.jsonl", "changed");

        (await project.TargetAsync("VerifyFireworksDatasets;PruneFireworksDatasetsCache;ResolveFireworksDatasets;UpdateFireworksDatasets")).Succeeded();

        AssertFile(project.InPlace("acme/eval/test.jsonl"), "changed");
    }
}
