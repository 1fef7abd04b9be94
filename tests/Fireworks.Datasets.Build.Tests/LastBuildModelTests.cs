using System.Globalization;
using Fireworks.Datasets.Build.Tests.Infra;
using Fireworks.Datasets.LockFiles;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using static Fireworks.Datasets.Build.Tests.Infra.LastBuildScene;

namespace Fireworks.Datasets.Build.Tests;

/// <summary>The task with what the last build kept, against the task without it.</summary>
[TestClass]
public sealed class LastBuildModelTests
{
    /// <summary>Whatever happens between builds, one with the memory ends as one without it, which runs right after it.</summary>
    [TestMethod]
    public void Random_changes_end_as_without_it()
    {
        var remembered = 0;
        for (var seed = 0; seed < 100; seed++)
        {
            using var project = new ProjectScene();
            project.Fetched("a.txt", "b.txt", "sub/c.txt");
            var random = new Random(seed);
            var item = ProjectScene.Item("acme/eval");
            for (var step = 0; step < 12; step++)
            {
                item = Change(project, random, item);
                var state = File.Exists(StateFile(project)) && random.Next(3) == 0 ? Garble(project) : null;
                var with = RunAny(project, item, memory: true);
                if (state is not null && IsGarbled(project))
                {
                    Restore(project, state);
                    var failed = with.StartsWith("FWDS", StringComparison.Ordinal);
                    remembered += failed ? 0 : 1;
                    with = failed ? RunAny(project, item, memory: true) : with;
                }

                Assert.AreEqual(RunAny(project, item, memory: false), with, $"seed {seed}, step {step}");
            }
        }

        Assert.IsGreaterThan(50, remembered, "The memory was used too rarely to say anything.");
    }

    private static TaskItem Change(ProjectScene project, Random random, TaskItem item)
    {
        var name = (string[])["a.txt", "b.txt", "sub/c.txt"];
        var path = project.InPlace(name[random.Next(3)]);
        switch (random.Next(14))
        {
            case 0:
                File.Delete(path);
                break;
            case 1 when File.Exists(path):
                File.AppendAllText(path, "x");
                break;
            case 2 when File.Exists(path):
                File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(random.Next(-3, 3)));
                break;
            case 3:
                File.Delete(StateFile(project));
                break;
            case 4:
                File.Delete(LastBuildFile(project));
                break;
            case 5:
                return ProjectScene.Item("acme/eval", ("Files", random.Next(2) == 0 ? "*.txt" : "a.txt;sub/**"));
            case 6:
                return ProjectScene.Item("acme/eval", ("Note", random.Next(2).ToString(CultureInfo.InvariantCulture)));
            case 7 or 8:
                project.Fetched("a.txt", "b.txt", "sub/c.txt");
                break;
            case 9:
                project.Fetched("a.txt", "sub/c.txt");
                break;
            case 10:
                File.Delete(project.LockFile);
                break;
            default:
                break;
        }

        return item;
    }

    /// <summary>The codes, where it fails.</summary>
    private static string RunAny(ProjectScene project, ITaskItem item, bool memory)
    {
        project.Engine.Errors.Clear();
        using var task = memory ? Task(project, item) : project.Resolve(item);
        return task.Execute() ? Describe(task).Replace($"\n{LastBuildFile(project)}: ", "", StringComparison.Ordinal) : project.Engine.Codes;
    }
}
