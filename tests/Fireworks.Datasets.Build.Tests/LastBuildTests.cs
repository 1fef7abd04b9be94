using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.Build.Tests.Infra;
using Fireworks.Datasets.LockFiles;
using Microsoft.Build.Framework;
using static Fireworks.Datasets.Build.Tests.Infra.LastBuildScene;

namespace Fireworks.Datasets.Build.Tests;

/// <summary>What one build keeps for the next, and when that looks for itself all the same.</summary>
[TestClass]
public sealed class LastBuildTests
{
    [TestMethod]
    public void The_next_build_returns_the_same_without_looking_again()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt", "sub/it's 100%;.txt", "texts.uk.md");
        ITaskItem[] items = [
            ProjectScene.Item("acme/eval", ("Pack", "true"), ("Note", "a%3bb")),
            ProjectScene.Item("eval", ("Account", "acme"), ("Files", "*.md"), ("BuildAction", "EmbeddedResource"), ("LinkBase", "my/data")),
            ProjectScene.Item("acme/eval", ("Files", "a.txt"), ("BuildAction", "Mine"), ("LinkBase", "."), ("CopyToPublishDirectory", "Never"))];
        var first = Run(project, items);
        Garble(project);
        var kept = File.GetLastWriteTimeUtc(LastBuildFile(project));

        var second = Run(project, items);

        Assert.AreEqual(first, second);
        Assert.IsTrue(IsGarbled(project), "It looked at the state.");
        Assert.AreEqual(kept, File.GetLastWriteTimeUtc(LastBuildFile(project)), "It wrote.");
        Assert.Contains("FireworksDataset:accounts/acme/datasets/eval", second);
        Assert.Contains(".FireworksDatasets.cache", second);
    }

    /// <summary>An array for as many files would take more memory than there is.</summary>
    [TestMethod]
    [DataRow(long.MaxValue)]
    [DataRow(1L << 30)]
    [DataRow(-1L)]
    public void A_list_that_claims_to_be_longer_than_the_file_is_none(long claimed)
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt");
        var first = Run(project, ProjectScene.Item("acme/eval"));
        var bytes = File.ReadAllBytes(LastBuildFile(project));
        // After the digest of the inputs and the flag of the provenance is the number of datasets.
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(SHA256.HashSizeInBytes + 1), claimed);
        SHA256.HashData(bytes.AsSpan(0, bytes.Length - SHA256.HashSizeInBytes)).CopyTo(bytes.AsSpan(bytes.Length - SHA256.HashSizeInBytes));
        File.WriteAllBytes(LastBuildFile(project), bytes);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        Assert.AreEqual(first, Run(project, ProjectScene.Item("acme/eval")));

        Assert.IsLessThan(100_000_000, GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    [TestMethod]
    [DataRow("edited", "FWDS4006")]
    [DataRow("touched", "")]
    [DataRow("deleted", "FWDS4006")]
    [DataRow("link", "FWDS4006")]
    [DataRow("state deleted", "")]
    [DataRow("lock file of others", "FWDS4006")]
    [DataRow("lock file that is none", "FWDS4003")]
    public void A_file_that_is_not_as_it_was_makes_it_look_again(string change, string codes)
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt", "b.txt");
        Run(project, ProjectScene.Item("acme/eval"));
        Garble(project);
        var path = project.InPlace("b.txt");
        var (state, lockTime) = (StateFile(project), File.GetLastWriteTimeUtc(project.LockFile));
        switch (change)
        {
            case "edited":
                File.WriteAllText(path, "longer than what was there before");
                break;
            case "touched":
                File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(1));
                break;
            case "deleted":
                File.Delete(path);
                break;
            case "link":
                File.Move(path, project.Path("moved"));
                File.CreateSymbolicLink(path, project.Path("moved"));
                break;
            case "state deleted":
                File.Delete(state);
                break;
            case "lock file of others":
                // Of the same length, and not newer: only its bytes can tell.
                var text = File.ReadAllText(project.LockFile);
                File.WriteAllText(project.LockFile, Regex.Replace(text, "[0-9a-f]{64}", digest => string.Concat(digest.Value.Reverse())));
                File.SetLastWriteTimeUtc(project.LockFile, lockTime);
                break;
            default:
                File.WriteAllText(project.LockFile, "<<<<<<< HEAD");
                break;
        }

        using var task = Task(project, ProjectScene.Item("acme/eval"));
        task.Execute();

        Assert.AreEqual(codes, string.Join(' ', project.Engine.Errors.Select(error => error.Code).Distinct()));
        Assert.IsTrue(codes.Length > 0 || !IsGarbled(project));
    }

    [TestMethod]
    public void What_is_damaged_is_not_believed()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt");
        var right = Run(project, ProjectScene.Item("acme/eval"));
        var good = File.ReadAllBytes(LastBuildFile(project));
        Assert.AreNotEqual(0, good.Length);

        for (var i = 0; i < good.Length; i++)
        {
            byte[] flipped = [.. good];
            flipped[i] ^= 1;
            foreach (var bad in (byte[][])[flipped, good[..i], [.. good[..i], .. new byte[good.Length - i]]])
            {
                File.WriteAllBytes(LastBuildFile(project), bad);
                Assert.AreEqual(right, Run(project, ProjectScene.Item("acme/eval")), $"{i}");
                CollectionAssert.AreEqual(good, File.ReadAllBytes(LastBuildFile(project)), "written anew");
            }
        }
    }

    [TestMethod]
    public void What_cannot_be_read_is_looked_at_afresh()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt");
        var right = Run(project, ProjectScene.Item("acme/eval"));
        using (var file = File.Create(LastBuildFile(project)))
        {
            // More than any build can have written.
            file.SetLength(2L << 30);
        }

        Assert.AreEqual(right, Run(project, ProjectScene.Item("acme/eval")));
    }

    [TestMethod]
    public void A_question_is_answered_and_writes_nothing()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt");
        using var before = Task(project, ProjectScene.Item("acme/eval"));
        before.FailIfNotIncremental = true;
        Assert.IsTrue(before.Execute(), project.Engine.Codes);
        Assert.IsFalse(File.Exists(LastBuildFile(project)));
        Run(project, ProjectScene.Item("acme/eval"));
        using var after = Task(project, ProjectScene.Item("acme/eval"));
        after.FailIfNotIncremental = true;
        File.SetLastWriteTimeUtc(project.LockFile, DateTime.UtcNow.AddHours(1));
        var time = File.GetLastWriteTimeUtc(LastBuildFile(project));

        Assert.IsTrue(after.Execute(), project.Engine.Codes);

        Assert.AreEqual(time, File.GetLastWriteTimeUtc(LastBuildFile(project)));
    }

    [TestMethod]
    public void What_each_build_asks_for_is_not_kept()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt");
        Run(project, ProjectScene.Item("acme/eval", ("Floating", "true")));

        Assert.AreEqual(0, new FileInfo(LastBuildFile(project)).Length);
    }

    [TestMethod]
    public void It_is_never_older_than_the_lock_file()
    {
        using var project = new ProjectScene();
        project.Fetched("a.txt");
        Run(project, ProjectScene.Item("acme/eval"));
        foreach (var time in (DateTime[])[DateTime.UtcNow, DateTime.UtcNow.AddDays(1)])
        {
            File.SetLastWriteTimeUtc(project.LockFile, time);
            Run(project, ProjectScene.Item("acme/eval"));
            Assert.IsGreaterThanOrEqualTo(File.GetLastWriteTimeUtc(project.LockFile), File.GetLastWriteTimeUtc(LastBuildFile(project)));
        }
    }
}
