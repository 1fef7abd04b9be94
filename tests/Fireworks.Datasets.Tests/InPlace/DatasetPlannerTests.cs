using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.InPlace;

[TestClass]
public sealed class DatasetPlannerTests
{
    private static readonly FetchSettings s_settings = new()
    {
        Service = new(new Uri("https://api.fireworks.ai/"), AllowsMachineKey: true),
        LockFilePath = "/src/fireworks.datasets.lock.json",
        Update = UpdateScope.None,
    };

    [TestMethod]
    public void Asks_the_service_for_what_nothing_pins()
    {
        using var dataset = new PlacedScene().Place("a", "1");

        Assert.AreEqual(PlanKind.Refresh, Plan(s_settings, dataset, LockFile.Empty).Kind);
    }

    [TestMethod]
    public void Has_nothing_to_do_where_what_is_pinned_is_in_place()
    {
        using var dataset = new PlacedScene().Place("a", "1").Place("sub/b", "2");

        var plan = Plan(s_settings, dataset, PlacedScene.Locked(("a", "1"), ("sub/b", "2")));

        Assert.AreEqual((PlanKind.Pinned, true, true), (plan.Kind, plan.IsInPlace, plan.IsRemembered));
        CollectionAssert.AreEqual((string[])[dataset["a"], dataset["sub/b"]], plan.Files.Select(file => file.FullPath).ToArray());
    }

    [TestMethod]
    public void Looks_at_the_bytes_of_what_was_touched()
    {
        using var dataset = new PlacedScene().Place("right", "1").Place("wrong", "2").Write("wrong", "3");
        File.SetLastWriteTimeUtc(dataset["right"], DateTime.UnixEpoch);
        File.SetLastWriteTimeUtc(dataset["wrong"], DateTime.UnixEpoch);

        var plan = Plan(s_settings, dataset, PlacedScene.Locked(("right", "1"), ("wrong", "2")));

        CollectionAssert.AreEqual((bool[])[true, false], plan.Files.Select(file => file.IsUpToDate).ToArray());
        Assert.IsFalse(plan.IsRemembered, "the time stamp of the right one is to be remembered");
    }

    /// <summary>It has the name, the length and the time stamp that an earlier build left, when another lock file was there.</summary>
    [TestMethod]
    public void Wants_other_bytes_than_those_in_place_where_the_lock_file_says_so()
    {
        using var dataset = new PlacedScene().Place("a", "old").Place("b", "same");

        var plan = Plan(s_settings, dataset, PlacedScene.Locked(("a", "new"), ("b", "same")));

        CollectionAssert.AreEqual((bool[])[false, true], plan.Files.Select(file => file.IsUpToDate).ToArray());
    }

    /// <summary>No contents have both, so that the file would never be right.</summary>
    [TestMethod]
    [DataRow(false, DisplayName = "as an earlier build left it")]
    [DataRow(true, DisplayName = "touched")]
    public void Refuses_the_right_digest_with_a_wrong_length(bool touched)
    {
        using var dataset = new PlacedScene().Place("a", "1").Place("b", "2");
        if (touched)
        {
            File.SetLastWriteTimeUtc(dataset["a"], DateTime.UnixEpoch);
        }

        var problem = Problems(s_settings, dataset, PlacedScene.LockedAs(("a", new(7, PlacedScene.DigestOf("1"))), ("b", PlacedScene.ContentOf("2")))).Single();

        Assert.AreEqual("FWDS4001", problem.Code);
        Assert.Contains("have 1 bytes, but its length is 7", problem.Message);
    }

    [TestMethod]
    public void Wants_only_what_some_item_takes()
    {
        using var dataset = new PlacedScene();

        var plan = new DatasetPlanner(s_settings)
            .Plan([dataset.Request("*.md"), dataset.Request("b*")], PlacedScene.Locked(("a.md", "1"), ("b", "2"), ("c", "3"))).Single();

        CollectionAssert.AreEqual((string[])["a.md", "b"], plan.Files.Select(file => file.Name.Value).ToArray());
        CollectionAssert.AreEqual((string[])["a.md", "b", "c"], plan.Names.ToArray());
    }

    [TestMethod]
    public void Names_what_an_earlier_build_placed_and_the_dataset_no_longer_has()
    {
        using var dataset = new PlacedScene().Place("a", "1").Place("gone", "2");

        CollectionAssert.AreEqual((string[])["gone"], Plan(s_settings, dataset, PlacedScene.Locked(("a", "1"))).Stale.ToArray());
    }

    [TestMethod]
    public void Leaves_a_floating_dataset_to_the_service_unless_offline()
    {
        using var dataset = new PlacedScene().Place("a", "1");
        var locked = PlacedScene.Locked(("a", "other"));

        Assert.AreEqual(PlanKind.Refresh, Plan(s_settings, dataset, locked, floating: true).Kind);
        var offline = Plan(s_settings with { Offline = true }, dataset, locked, floating: true);
        Assert.AreEqual((PlanKind.Kept, true), (offline.Kind, offline.IsInPlace));
    }

    [TestMethod]
    public void Keeps_what_is_there_where_no_lock_file_is_used()
    {
        using var dataset = new PlacedScene().Place("a", "1");

        Assert.AreEqual(PlanKind.Kept, Plan(s_settings with { LockFilePath = null }, dataset, LockFile.Empty).Kind);
    }

    [TestMethod]
    public void Updates_what_the_lock_file_pins_when_asked()
    {
        using var dataset = new PlacedScene().Place("a", "1");

        Assert.AreEqual(PlanKind.Refresh, Plan(s_settings with { Update = UpdateScope.All }, dataset, PlacedScene.Locked(("a", "1"))).Kind);
    }

    [TestMethod]
    public void Refuses_in_locked_mode_what_has_no_digest()
    {
        using var dataset = new PlacedScene();
        var locked = s_settings with { LockedMode = true };

        Assert.AreEqual("FWDS4002", Problems(locked, dataset, LockFile.Empty).Single().Code);
        Assert.AreEqual("FWDS4002", Problems(locked, dataset, PlacedScene.Locked(("a", null))).Single().Code);
    }

    [TestMethod]
    public void Names_some_of_many_without_a_digest_and_counts_the_others()
    {
        using var dataset = new PlacedScene();
        (string, string?)[] files = [.. Enumerable.Range(0, 10_000).Select(number => ($"{number:d5}{new string('例', 80)}", (string?)null))];

        var problem = Shown.Of(new DatasetException(Problems(s_settings with { LockedMode = true }, dataset, PlacedScene.Locked(files)))).Diagnostic;

        Assert.AreEqual("FWDS4002", problem.Code);
        Assert.Contains("'00000例", problem.Message);
        Assert.Contains("and 9980 more", problem.Message);
        Assert.IsLessThan(16_000, System.Text.Encoding.UTF8.GetByteCount(problem.Message));
    }

    [TestMethod]
    public void Reports_what_is_wrong_with_every_filter()
    {
        using var dataset = new PlacedScene();

        var failure = Assert.ThrowsExactly<DatasetException>(() => new DatasetPlanner(s_settings)
            .Plan([dataset.Request("*.x"), dataset.Request("*.y")], PlacedScene.Locked(("a", "1"))));

        CollectionAssert.AreEqual((string[])["FWDS2008", "FWDS2008"], failure.Diagnostics.Select(problem => problem.Code).ToArray());
    }

    [TestMethod]
    public void Trusts_no_name_of_a_lock_file()
    {
        using var dataset = new PlacedScene();

        Assert.AreEqual("FWDS5001", Problems(s_settings, dataset, PlacedScene.Locked(("../a", "1"))).Single().Code);
    }

    /// <summary>Another project takes the file, and what is refused there must not be right here.</summary>
    [TestMethod]
    public void Trusts_no_name_of_a_file_either_that_nobody_takes()
    {
        using var dataset = new PlacedScene();

        var failure = Assert.ThrowsExactly<DatasetException>(() =>
            new DatasetPlanner(s_settings).Plan([dataset.Request("b")], PlacedScene.Locked(("../a", "1"), ("b", "2"))));

        Assert.AreEqual("FWDS5001", failure.Diagnostic.Code);
    }

    private static DatasetPlan Plan(FetchSettings settings, PlacedScene dataset, LockFile lockFile, bool floating = false) =>
        new DatasetPlanner(settings).Plan([dataset.Request(floating: floating)], lockFile).Single();

    private static IReadOnlyList<Diagnostic> Problems(FetchSettings settings, PlacedScene dataset, LockFile lockFile) =>
        Assert.ThrowsExactly<DatasetException>(() => Plan(settings, dataset, lockFile)).Diagnostics;
}
