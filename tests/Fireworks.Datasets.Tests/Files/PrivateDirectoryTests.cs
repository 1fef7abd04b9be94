using System.Runtime.Versioning;
using Fireworks.Datasets.Files;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Files;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class PrivateDirectoryTests : IDisposable
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Shared = UserOnly | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
    private const UnixFileMode Open = Shared | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly TemporaryFolder _folder = new();

    public TestContext TestContext { get; set; } = null!;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("root", Shared, null)]
    [DataRow("root", Open, "every user may write to it")]
    [DataRow("root", Open | UnixFileMode.StickyBit, "every user may write to it")]
    [DataRow("", Open, "above it")]
    [DataRow("", Open | UnixFileMode.StickyBit, null)]
    [DataRow("", Shared, null)]
    public void Chosen_by_the_user_is_safe_where_not_everyone_may_change_it(string folder, UnixFileMode mode, string? why)
    {
        Directory.CreateDirectory(_folder["root"], UserOnly);
        Directory.CreateSymbolicLink(_folder["link"], "root");
        File.SetUnixFileMode(_folder[folder], mode);

        foreach (var path in (string[])["root", "link"])
        {
            var actual = WhyUnsafe(path);
            Assert.IsTrue(why is null ? actual is null : actual?.Contains(why, StringComparison.Ordinal) == true, $"{path}: {actual}");
        }
    }

    /// <summary>Root is a user like any other here: it could write anywhere, but what it does not own, somebody else may change.</summary>
    [TestMethod]
    public void Of_another_user_is_unsafe_also_for_root()
    {
        Directory.CreateDirectory(_folder["root"], UserOnly);
        Assert.IsNull(WhyUnsafe("root"));

        Planted.GiveAway(_folder["root"]);

        Assert.AreEqual("it belongs to another user", WhyUnsafe("root"));
        Assert.Contains("belongs to another user", Assert.Throws<IOException>(() => PrivateDirectory.OpenOwn(_folder["root"])).Message);
    }

    /// <summary>The other user could lead the build to any folder of its own user.</summary>
    [TestMethod]
    public void Behind_a_link_of_another_user_is_unsafe()
    {
        Directory.CreateDirectory(_folder["root/below"], UserOnly);
        Directory.CreateSymbolicLink(_folder["link"], "root");
        Directory.CreateSymbolicLink(_folder["again"], "link");
        Assert.IsNull(WhyUnsafe("again/below"));

        Planted.GiveAway(_folder["link"]);

        Assert.Contains(_folder["link"], WhyUnsafe("again/below") ?? "");
        Assert.IsNull(WhyUnsafe("root/below"));
    }

    [TestMethod]
    public void Of_our_own_is_for_this_user_only_and_no_link()
    {
        PrivateDirectory.OpenOwn(_folder["own"]).Dispose();
        Assert.AreEqual(UserOnly, File.GetUnixFileMode(_folder["own"]));
        Directory.CreateSymbolicLink(_folder["link"], "own");
        Assert.Contains("symbolic link", Assert.Throws<IOException>(() => PrivateDirectory.OpenOwn(_folder["link"])).Message);

        foreach (var mode in (UnixFileMode[])[Shared, Open, Open | UnixFileMode.StickyBit])
        {
            File.SetUnixFileMode(_folder["own"], mode);
            Assert.Contains("other users may write", Assert.Throws<IOException>(() => PrivateDirectory.OpenOwn(_folder["own"])).Message);
        }
    }

    /// <summary>Somebody may put a link to any file of this user in its place at any moment.</summary>
    [TestMethod]
    public async Task Is_looked_at_and_nothing_is_changed()
    {
        const int Rounds = 3000;
        var victim = _folder.Write("victim", "precious");
        File.SetUnixFileMode(victim, UnixFileMode.UserRead);
        Directory.CreateDirectory(_folder["other"], UserOnly | UnixFileMode.SetUser);
        using var done = new CancellationTokenSource();
        var swapping = Task.Run(() =>
        {
            for (var round = 0; !done.IsCancellationRequested; round++)
            {
                Try(() => File.Delete(_folder["looked-at"]));
                // The code under test may have found nothing there, and created it.
                Try(() => Directory.Delete(_folder["looked-at"]));
                Try(() => File.CreateSymbolicLink(_folder["looked-at"], round % 2 == 0 ? "victim" : "other"));
            }
        }, TestContext.CancellationToken);

        for (var round = 0; round < Rounds && File.GetUnixFileMode(victim) == UnixFileMode.UserRead; round++)
        {
            // It may be a file, or not be there.
            Try(() => WhyUnsafe("looked-at"));
            Try(() => PrivateDirectory.OpenOwn(_folder["looked-at"]).Dispose());
        }

        await done.CancelAsync();
        await swapping;
        Assert.AreEqual(UnixFileMode.UserRead, File.GetUnixFileMode(victim));
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            // Only what it leaves behind counts.
        }
    }

    private string? WhyUnsafe(string path)
    {
        using var folder = HeldFolder.TryOpen(_folder[path]);
        return folder is null ? null : PrivateDirectory.WhyUnsafe(folder);
    }
}
