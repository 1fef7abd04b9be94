using System.Reflection;
using Fireworks.Datasets.Cache.Remote;
using Fireworks.Datasets.Settings;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Tests;

/// <summary>What a user may write of the tasks, held against reflection.</summary>
[TestClass]
public sealed class TaskContractTests
{
    private static readonly string[] s_inputs = [
        "Dataset", "Account", "Lineage", "DestinationFolder", "Files", "ExcludeFiles", "ReadMask", "BaseUrl", "ApiKeyVariable", "CacheDirectory",
        "RemoteCache", "RemoteCacheReadOnly", "RemoteCacheTokenVariable", "LockFilePath", "LockedMode", "Update", "Offline", "MaxConcurrency",
        "MaxRetries", "StallTimeoutSeconds", "ProjectFile", "FailIfNotIncremental"];

    private static IEnumerable<Type> Tasks =>
        typeof(FireworksTask).Assembly.GetExportedTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(ITask)));

    [TestMethod]
    public void The_public_task_has_these_inputs_and_outputs()
    {
        var own = typeof(FetchFireworksDataset).GetProperties().Where(property => property.DeclaringType!.Assembly == typeof(FireworksTask).Assembly).ToArray();

        CollectionAssert.AreEquivalent(s_inputs, own.Where(property => property.SetMethod?.IsPublic == true).Select(property => property.Name).ToArray());
        CollectionAssert.AreEquivalent((string[])["FetchedFiles", "ChangedFiles"],
            own.Where(property => property.GetCustomAttribute<OutputAttribute>() is not null).Select(property => property.Name).ToArray());
        CollectionAssert.AreEqual((string[])["Dataset"],
            own.Where(property => property.GetCustomAttribute<RequiredAttribute>() is not null).Select(property => property.Name).ToArray());
    }

    [TestMethod]
    public void There_are_six_tasks() => Assert.AreEqual(
        "CheckPackedFireworksDatasets CleanFireworksDatasets FetchFireworksDataset PruneFireworksDatasetsCache ResolveFireworksDatasets VerifyFireworksDatasets",
        string.Join(' ', Tasks.Select(task => task.Name).Order(StringComparer.Ordinal)));

    [TestMethod]
    public void Every_task_is_marked_for_multi_threaded_builds_itself()
    {
        foreach (var task in Tasks)
        {
            // MSBuild looks for the name, and not at base types.
            Assert.Contains("Microsoft.Build.Framework.MSBuildMultiThreadableTaskAttribute",
                task.GetCustomAttributesData().Select(attribute => attribute.AttributeType.FullName), task.Name);
        }
    }

    [TestMethod]
    public void Every_task_can_be_cancelled() => Assert.IsTrue(Tasks.All(task => task.IsAssignableTo(typeof(ICancelableTask))));

    /// <summary>MSBuild would report a wrong value itself, with a code that does not say what is allowed (MSB4030).</summary>
    [TestMethod]
    public void Every_setting_is_text()
    {
        foreach (var property in Tasks.SelectMany(task => task.GetProperties()).Where(property =>
            property.DeclaringType!.Assembly == typeof(FireworksTask).Assembly && property.SetMethod?.IsPublic == true && property.Name != "FailIfNotIncremental"))
        {
            Assert.IsTrue(property.PropertyType == typeof(string) || property.PropertyType == typeof(ITaskItem) || property.PropertyType == typeof(ITaskItem[]), property.Name);
        }
    }

    /// <summary>They are read by the names of the settings: one of another name would be ignored.</summary>
    [TestMethod]
    public void Every_parameter_that_is_text_is_a_setting_but_for_these()
    {
        string[] settings = [.. new FetchSettings().Values.Declared.Select(setting => setting.Name)];

        CollectionAssert.AreEquivalent(
            (string[])["Account", "Lineage", "DestinationFolder", "ProjectFile", "DatasetsDirectory", "LastBuildFile", "DesignTime"],
            Tasks.SelectMany(task => task.GetProperties()).Where(property =>
                property.DeclaringType!.Assembly == typeof(FireworksTask).Assembly && property.PropertyType == typeof(string) && property.SetMethod?.IsPublic == true)
                .Select(property => property.Name).Distinct().Except(settings).ToArray());
    }

    [TestMethod]
    public void The_fetching_tasks_answer_a_question() => Assert.AreEqual("FetchFireworksDataset ResolveFireworksDatasets",
        string.Join(' ', Tasks.Where(task => task.IsAssignableTo(typeof(IIncrementalTask))).Select(task => task.Name).Order(StringComparer.Ordinal)));
}
