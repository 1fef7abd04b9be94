using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Tests.Infra;

/// <summary>
/// Builds of a project that leave something for the next. Whether one has looked for itself is seen by the state file: with other
/// bytes, but of the old length and time, it is put right by a build that reads it, and only by such a one.
/// </summary>
internal static class LastBuildScene
{
    public static ResolveFireworksDatasets Task(ProjectScene project, params ITaskItem[] items)
    {
        var task = project.Resolve(items);
        task.LastBuildFile = LastBuildFile(project);
        return task;
    }

    public static string LastBuildFile(ProjectScene project) => project.Path("obj/app.FireworksDatasets.cache");

    public static string StateFile(ProjectScene project) => DatasetLocation.Under(project.Datasets, ProjectScene.Key).StateFile;

    public static string Run(ProjectScene project, params ITaskItem[] items)
    {
        using var task = Task(project, items);
        Assert.IsTrue(task.Execute(), project.Engine.Codes);
        return Describe(task);
    }

    /// <returns>The bytes that were there.</returns>
    public static byte[] Garble(ProjectScene project)
    {
        var before = File.ReadAllBytes(StateFile(project));
        Restore(project, [.. before.Select(_ => (byte)'?')]);
        return before;
    }

    public static void Restore(ProjectScene project, byte[] bytes)
    {
        var time = File.GetLastWriteTimeUtc(StateFile(project));
        File.WriteAllBytes(StateFile(project), bytes);
        File.SetLastWriteTimeUtc(StateFile(project), time);
    }

    public static bool IsGarbled(ProjectScene project) => File.ReadAllText(StateFile(project)).StartsWith('?');

    public static string Describe(ResolveFireworksDatasets task) => string.Join("\n\n",
        ((ITaskItem[][])[task.Files, task.OtherFiles, task.AssemblyAttributes, task.FileWrites]).Select(items => string.Join('\n', items.Cast<ITaskItem2>().Select(Describe))));

    private static string Describe(ITaskItem2 item)
    {
        var metadata = item.CloneCustomMetadataEscaped();
        return $"{item.EvaluatedIncludeEscaped}: {string.Join(", ", metadata.Keys.Cast<string>().Order(StringComparer.Ordinal).Select(name => $"{name}={metadata[name]}"))}";
    }
}
