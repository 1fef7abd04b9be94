using Fireworks.Datasets.Build.Tests.Infra;
using Fireworks.Datasets.LockFiles;
using Microsoft.Build.Utilities;

namespace Fireworks.Datasets.Build.Tests;

/// <summary>The tasks that only look at what is in place.</summary>
[TestClass]
public sealed class InPlaceTaskTests
{
    [TestMethod]
    public void A_design_time_build_returns_what_is_in_place()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt", "b.txt");
        File.Delete(project.InPlace("b.txt"));
        using var task = project.Resolve(ProjectScene.Item("acme/eval"));
        task.DesignTime = "True";

        Assert.IsTrue(task.Execute());

        Assert.AreEqual("a.txt", string.Join('|', task.Files.Select(file => file.GetMetadata("File"))));
    }

    [TestMethod]
    public void A_design_time_build_reports_nothing()
    {
        using var project = new ProjectScene();
        File.WriteAllText(project.LockFile, "<<<<<<< HEAD");
        using var task = project.Resolve(ProjectScene.Item("not a dataset"));
        task.DesignTime = "true";
        task.Settings.SetMetadata("Offline", "perhaps");

        Assert.IsTrue(task.Execute());

        Assert.IsEmpty(project.Engine.Errors);
        Assert.IsEmpty(project.Engine.Warnings);
    }

    [TestMethod]
    public void The_public_task_works_with_a_dataset_alone_and_changes_nothing_in_place()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt");
        using var task = project.Fetch();

        Assert.IsTrue(task.Execute(), project.Engine.Codes);

        Assert.AreEqual(project.InPlace("a.txt"), task.FetchedFiles.Single().ItemSpec);
        Assert.AreEqual("acme eval a.txt", string.Join(' ', ((string[])["Account", "Dataset", "File"]).Select(task.FetchedFiles[0].GetMetadata)));
        Assert.IsEmpty(task.ChangedFiles);
    }

    [TestMethod]
    public void The_public_task_takes_a_folder_relative_to_the_project()
    {
        using var project = new ProjectScene();
        project.Fetched(DatasetLocation.In(project.Path("my/data"), ProjectScene.Key), "a.txt", "b.txt");
        using var task = project.Fetch("accounts/acme/datasets/eval");
        (task.DestinationFolder, task.ExcludeFiles) = ("my/data", [new TaskItem("b.*")]);

        Assert.IsTrue(task.Execute(), project.Engine.Codes);

        Assert.AreEqual(project.Path("my/data/a.txt"), task.FetchedFiles.Single().ItemSpec);
    }

    [TestMethod]
    public void A_folder_that_is_no_path_is_named()
    {
        using var project = new ProjectScene();
        using var task = project.Fetch();
        task.DestinationFolder = "my\0data";

        Assert.IsFalse(task.Execute());

        Assert.AreEqual("FWDS1005", project.Engine.Codes);
        Assert.Contains("DestinationFolder", project.Engine.Errors[0].Message!);
    }

    [TestMethod]
    public void Verify_finds_an_edit_with_the_old_time_stamp()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt");
        using var good = new VerifyFireworksDatasets { BuildEngine = project.Engine, ProjectFile = project.File, Datasets = [ProjectScene.Item("acme/eval")], DatasetsDirectory = project.Datasets, LockFilePath = project.LockFile };
        Assert.IsTrue(good.Execute(), project.Engine.Codes);
        var (path, time) = (project.InPlace("a.txt"), File.GetLastWriteTimeUtc(project.InPlace("a.txt")));
        File.WriteAllText(path, File.ReadAllText(path).Replace('c', 'C'));
        File.SetLastWriteTimeUtc(path, time);

        Assert.IsFalse(good.Execute());

        Assert.AreEqual("FWDS4008", project.Engine.Codes);
    }

    [TestMethod]
    public void Clean_removes_what_was_placed_and_leaves_the_users_own()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt", "sub/b.txt", "edited.txt");
        File.WriteAllText(project.InPlace("users-own.txt"), "precious");
        File.WriteAllText(project.InPlace("edited.txt"), "mine now");
        using var task = new CleanFireworksDatasets { BuildEngine = project.Engine, ProjectFile = project.File, Directories = [new TaskItem(project.Datasets)] };

        Assert.IsTrue(task.Execute(), project.Engine.Codes);

        CollectionAssert.AreEquivalent((string[])["users-own.txt", "edited.txt"],
            Directory.EnumerateFileSystemEntries(project.Datasets, "*", SearchOption.AllDirectories).Where(File.Exists).Select(Path.GetFileName).ToArray());
        Assert.IsTrue(File.Exists(project.LockFile));
    }

    [TestMethod]
    public void Prune_says_that_there_is_no_cache()
    {
        using var project = new ProjectScene();
        using var task = new PruneFireworksDatasetsCache { BuildEngine = project.Engine, ProjectFile = project.File, CacheDirectory = "none" };

        Assert.IsTrue(task.Execute(), project.Engine.Codes);
    }
}
