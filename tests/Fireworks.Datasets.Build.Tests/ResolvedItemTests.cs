using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.Build.Tests.Infra;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Tests;

/// <summary>Files in place become items, with what the user wrote on the dataset's item.</summary>
[TestClass]
public sealed class ResolvedItemTests
{
    [TestMethod]
    [DataRow("a;b.txt")]
    [DataRow("it's.txt")]
    [DataRow("%41.txt")]
    [DataRow("$(x).txt")]
    [DataRow("@(x).txt")]
    [DataRow("100%.txt")]
    public void A_name_that_is_syntax_to_MSBuild_arrives_right_and_escaped(string name)
    {
        using var project = new ProjectScene();
        project.Fetched(name);
        using var task = project.Resolve(ProjectScene.Item("acme/eval"));

        Assert.IsTrue(task.Execute(), project.Engine.Codes);

        var file = (ITaskItem2)task.Files.Single();
        Assert.AreEqual(project.InPlace(name), file.ItemSpec);
        Assert.AreEqual(name, file.GetMetadata("File"));
        Assert.AreEqual($"datasets/eval/{name}", file.GetMetadata("Link"));
        foreach (var escaped in (string[])[file.EvaluatedIncludeEscaped, file.GetMetadataValueEscaped("File"), file.GetMetadataValueEscaped("Link")])
        {
            Assert.AreEqual(-1, escaped.AsSpan().IndexOfAny(";'$@("), escaped);
        }

        Assert.AreEqual(file.EvaluatedIncludeEscaped, ((ITaskItem2)task.FileWrites[0]).EvaluatedIncludeEscaped);
    }

    [TestMethod]
    public void Every_file_says_what_it_is()
    {
        using var project = new ProjectScene();
        project.Fetched("sub/a.txt");
        using var task = project.Resolve(ProjectScene.Item("eval", ("Account", "acme")));

        Assert.IsTrue(task.Execute(), project.Engine.Codes);

        var file = task.Files.Single();
        Assert.AreEqual("acme eval sub/a.txt None PreserveNewest datasets/eval/sub/a.txt 22",
            string.Join(' ', ((string[])["Account", "Dataset", "File", "BuildAction", "CopyToOutputDirectory", "Link", "Length"]).Select(file.GetMetadata)));
        Assert.AreEqual(64, file.GetMetadata("Sha256").Length);
        Assert.AreEqual("", file.GetMetadata("OriginalItemSpec"));
    }

    [TestMethod]
    public void What_the_user_wrote_flows_to_the_files()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt");
        using var task = project.Resolve(ProjectScene.Item("acme/eval", ("Pack", "true"), ("Note", "a%3bb"), ("LinkBase", "my/data"), ("CopyToOutputDirectory", "Always")));

        Assert.IsTrue(task.Execute(), project.Engine.Codes);

        var file = task.Files.Single();
        Assert.AreEqual("true a;b my/data/a.txt Always", string.Join(' ', ((string[])["Pack", "Note", "Link", "CopyToOutputDirectory"]).Select(file.GetMetadata)));
    }

    [TestMethod]
    [DataRow("EmbeddedResource")]
    [DataRow("embeddedresource")]
    public void An_embedded_file_has_a_name_without_culture_and_is_never_compiled(string action)
    {
        using var project = new ProjectScene();
        project.Fetched("texts.uk.resx");
        using var task = project.Resolve(ProjectScene.Item("acme/eval", ("BuildAction", action), ("Files", "texts.uk.resx")));

        Assert.IsTrue(task.Execute(), project.Engine.Codes);

        var file = task.Files.Single();
        Assert.AreEqual("datasets/eval/texts.uk.resx false Non-Resx", string.Join(' ', ((string[])["LogicalName", "WithCulture", "Type"]).Select(file.GetMetadata)));
    }

    [TestMethod]
    public void A_filter_takes_what_it_names_and_an_escaped_semicolon_is_part_of_a_name()
    {
        using var project = new ProjectScene();
        project.Fetched("a;b.txt", "a", "c.txt");
        using var task = project.Resolve(ProjectScene.Item("acme/eval", ("Files", "a%3bb.txt;c.*")));

        Assert.IsTrue(task.Execute(), project.Engine.Codes);

        Assert.AreEqual("a;b.txt|c.txt", string.Join('|', task.Files.Select(file => file.GetMetadata("File"))));
    }

    [TestMethod]
    [DataRow(null, 1)]
    [DataRow("false", 0)]
    public void The_assembly_says_its_data_unless_told_not_to(string? provenance, int attributes)
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt");
        using var task = project.Resolve(ProjectScene.Item("acme/eval"));
        task.Settings.SetMetadata("Provenance", provenance);

        Assert.IsTrue(task.Execute(), project.Engine.Codes);

        Assert.HasCount(attributes, task.AssemblyAttributes);
        Assert.IsTrue(task.AssemblyAttributes.All(item => item.GetMetadata("_Parameter1") == "FireworksDataset:accounts/acme/datasets/eval"));
    }

    [TestMethod]
    public void Incremental_clean_keeps_files_and_state()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt");
        using var task = project.Resolve(ProjectScene.Item("acme/eval"), ProjectScene.Item("acme/eval", ("LinkBase", "twice")));

        Assert.IsTrue(task.Execute(), project.Engine.Codes);

        CollectionAssert.AreEqual(
            (string[])[project.InPlace("a.txt"), DatasetLocation.Under(project.Datasets, ProjectScene.Key).StateFile],
            task.FileWrites.Select(item => item.ItemSpec).ToArray());
    }
}
