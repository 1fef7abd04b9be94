using Fireworks.Datasets.Build.Tests.Infra;
using Microsoft.Build.Utilities;

namespace Fireworks.Datasets.Build.Tests;

/// <summary>Whatever is wrong is an error with a code, and never an exception.</summary>
[TestClass]
public sealed class ReportedProblemTests
{
    [TestMethod]
    public void An_error_has_its_code_its_page_and_the_project()
    {
        using var project = new ProjectScene();
        using var task = project.Resolve(ProjectScene.Item("acme/eval"));

        Assert.IsFalse(task.Execute());

        var error = project.Engine.Errors.Single();
        Assert.AreEqual("FWDS4006", error.Code);
        Assert.AreEqual(project.File, error.File);
        StringAssert.EndsWith(error.HelpLink, "#fwds4006", StringComparison.OrdinalIgnoreCase);
        Assert.Contains("acme", error.Message!);
    }

    [TestMethod]
    public void Every_wrong_setting_and_every_wrong_item_is_reported()
    {
        using var project = new ProjectScene();
        using var settings = project.Resolve(ProjectScene.Item("acme/eval"));
        settings.Settings = ProjectScene.Item("settings", ("Offline", "maybe"), ("Provenance", "si"), ("MaxRetries", "many"), ("MaxConcurrency", "65"));
        using var items = project.Resolve(ProjectScene.Item("a b"), ProjectScene.Item("acme/eval", ("Lineage", "perhaps")));

        Assert.IsFalse(settings.Execute());
        Assert.AreEqual("FWDS1005 FWDS1005 FWDS1005 FWDS1005", project.Engine.Codes);
        project.Engine.Errors.Clear();
        Assert.IsFalse(items.Execute());
        Assert.AreEqual("FWDS1003 FWDS1005", project.Engine.Codes);
    }

    [TestMethod]
    [DataRow("Lineage")]
    [DataRow("LockedMode")]
    [DataRow("Offline")]
    [DataRow("RemoteCacheReadOnly")]
    [DataRow("MaxConcurrency")]
    [DataRow("MaxRetries")]
    [DataRow("StallTimeoutSeconds")]
    public void A_wrong_parameter_of_the_public_task_is_named(string parameter)
    {
        using var project = new ProjectScene();
        using var task = project.Fetch();
        typeof(FetchFireworksDataset).GetProperty(parameter)!.SetValue(task, "wrong;{0}");

        Assert.IsFalse(task.Execute());

        Assert.AreEqual("FWDS1005", project.Engine.Codes);
        Assert.Contains(parameter, project.Engine.Errors[0].Message!);
        Assert.Contains("wrong;{0}", project.Engine.Errors[0].Message!);
    }

    [TestMethod]
    public void Nothing_set_at_all_is_an_error_and_no_exception()
    {
        foreach (var task in (FireworksTask[])[new FetchFireworksDataset(), new ResolveFireworksDatasets(), new VerifyFireworksDatasets()])
        {
            var engine = new RecordingBuildEngine();
            task.BuildEngine = engine;

            Assert.IsFalse(task.Execute(), task.GetType().Name);

            Assert.StartsWith("FWDS", engine.Codes, task.GetType().Name);
            task.Dispose();
        }
    }

    [TestMethod]
    public void A_path_that_is_no_path_is_an_error_and_no_exception()
    {
        using var project = new ProjectScene();
        using var task = project.Resolve(ProjectScene.Item("acme/eval"));
        task.DatasetsDirectory = "nul\0";

        Assert.IsFalse(task.Execute());

        Assert.StartsWith("FWDS", project.Engine.Codes);
    }

    [TestMethod]
    public void A_path_that_cannot_be_used_is_an_error_and_no_exception()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt");
        Directory.CreateDirectory(project.Path("is-a-folder"));
        using var task = project.Resolve(ProjectScene.Item("acme/eval"));
        task.Settings.SetMetadata("LockFilePath", project.Path("is-a-folder"));
        using var clean = new CleanFireworksDatasets { BuildEngine = project.Engine, ProjectFile = project.File, Directories = [new TaskItem("not\0a path")] };

        Assert.IsFalse(task.Execute());
        Assert.AreEqual("FWDS5004", project.Engine.Codes);
        // Nothing can be there.
        clean.Execute();
        Assert.IsTrue(project.Engine.Errors.TrueForAll(error => error.Code.StartsWith("FWDS", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_question_about_files_that_are_missing_is_answered_no()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt");
        File.Delete(project.InPlace("a.txt"));
        using var task = project.Resolve(ProjectScene.Item("acme/eval"));
        task.FailIfNotIncremental = true;

        Assert.IsFalse(task.Execute());

        Assert.AreEqual("FWDS6003", project.Engine.Codes);
        Assert.IsEmpty(task.Files);
    }

    [TestMethod]
    public void A_question_about_files_in_place_is_answered_yes_unless_they_float()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt");
        using var pinned = project.Resolve(ProjectScene.Item("acme/eval"));
        using var floating = project.Resolve(ProjectScene.Item("acme/eval", ("Floating", "true")));
        (pinned.FailIfNotIncremental, floating.FailIfNotIncremental) = (true, true);

        Assert.IsTrue(pinned.Execute(), project.Engine.Codes);
        Assert.IsFalse(floating.Execute());
        Assert.AreEqual("FWDS6003", project.Engine.Codes);
    }

    [TestMethod]
    public void A_cancelled_task_fails_without_an_error()
    {
        using var project = new ProjectScene();
        using var task = project.Resolve(ProjectScene.Item("acme/eval"));
        // Nobody listens there; cancelled before anybody is asked.
        task.Settings = ProjectScene.Item("settings", ("CacheDirectory", "none"), ("BaseUrl", "http://127.0.0.1:9/"));
        task.Cancel();

        Assert.IsFalse(task.Execute());

        Assert.AreEqual("", project.Engine.Codes);
    }
}
