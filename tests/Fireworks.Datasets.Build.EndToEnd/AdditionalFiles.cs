namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>Datasets for source generators and analyzers.</summary>
[TestClass]
public class AdditionalFiles : EndToEndTest
{
    [TestMethod]
    public async Task Are_passed_to_the_compiler()
    {
        AddDataset("acme/schema", "types.json");
        var project = CSharp().Dataset("acme/schema", ("BuildAction", "AdditionalFiles"));

        var build = (await project.BuildAsync()).Succeeded();

        var argument = $"/additionalfile:{project.InPlace("acme/schema/types.json")}";
        Assert.Contains(message => message.Contains(argument, StringComparison.Ordinal), build.Log.Messages);
        Assert.IsFalse(Directory.Exists(project.Output("datasets")), "a copy");
    }

    [TestMethod]
    public async Task Are_seen_by_a_design_time_build_once_they_are_in_place()
    {
        AddDataset("acme/schema", "types.json");
        var project = CSharp().Dataset("acme/schema", ("BuildAction", "AdditionalFiles"));
        (await project.ResolveAsync()).Succeeded();

        var design = (await project.DesignTimeAsync("Compile;CoreCompile", "-getItem:AdditionalFiles")).Succeeded();

        CollectionAssert.Contains(
            design.Items("AdditionalFiles").Select(file => file["FullPath"]).ToArray(), project.InPlace("acme/schema/types.json"));
    }
}
