using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Service.Credentials;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Service.Credentials;

[TestClass]
public sealed class AccountResolverTests : IDisposable
{
    private static readonly DatasetKey[] s_noLock = [];

    private readonly TemporaryFolder _home = new();

    /// <summary>Each place is given in turn, with all later ones present too.</summary>
    [TestMethod]
    [DataRow("item", "property", "locked", "variable", "file", "item", null)]
    [DataRow(null, "property", "locked", "variable", "file", "property", null)]
    [DataRow(null, null, "locked", "variable", "file", "locked", null)]
    [DataRow(null, null, "locked-lineage", "variable", "file", "locked-lineage", null)]
    [DataRow(null, null, "two", "variable", "file", "variable", "FIREWORKS_ACCOUNT_ID")]
    [DataRow(null, null, "other", "variable", "file", "variable", "FIREWORKS_ACCOUNT_ID")]
    [DataRow(null, null, null, "variable", "file", "variable", "FIREWORKS_ACCOUNT_ID")]
    [DataRow(null, null, null, "", "file", "file", "auth.ini")]
    [DataRow(null, null, null, " ", "file", "file", "auth.ini")]
    [DataRow(null, " ", null, null, "file", "file", "auth.ini")]
    public void The_first_place_that_names_one_wins(
        string? item, string? property, string? locked, string? variable, string? file, string expected, string? machineSource)
    {
        DatasetKey[] keys = locked switch
        {
            null => s_noLock,
            "two" => [Key("one", "x"), Key("two", "x")],
            "other" => [Key("locked", "y")],
            "locked-lineage" => [Key(locked, "x"), Key(locked, "x") with { Lineage = true }, Key("locked", "y")],
            _ => [Key(locked, "x"), Key("other", "y")],
        };
        var resolved = Resolve(new(item, "x"), property, variable, file, keys);
        Assert.AreEqual(new DatasetName(expected, "x"), resolved.Name);
        if (machineSource is null)
        {
            Assert.IsNull(resolved.MachineSource);
        }
        else
        {
            Assert.Contains(machineSource, resolved.MachineSource!);
        }
    }

    [TestMethod]
    public void Says_which_line_to_write_instead()
    {
        var resolved = Resolve(new(null, "x"), null, "acme", null, s_noLock);
        Assert.AreEqual("Account 'acme' of dataset 'x' came from FIREWORKS_ACCOUNT_ID of this machine; " +
            "write <FireworksDataset Include=\"acme/x\" /> to make it the same everywhere.", resolved.Announcement());
        Assert.Contains("<FetchFireworksDataset Account=\"acme\" Dataset=\"x\" />", resolved.Announcement(forTask: true)!);
    }

    /// <summary>Who changes the lock file alone must not lead a build to another account unnoticed.</summary>
    [TestMethod]
    [DataRow("mine", "file", "FIREWORKS_ACCOUNT_ID")]
    [DataRow(null, "mine", "auth.ini")]
    [DataRow("not a/valid one", null, "FIREWORKS_ACCOUNT_ID")]
    public void Says_that_the_lock_file_wins_over_another_account_of_the_machine(string? variable, string? file, string source)
    {
        var resolved = Resolve(new(null, "x"), null, variable, file, [Key("locked", "x")]);

        Assert.AreEqual(new DatasetName("locked", "x"), resolved.Name);
        foreach (var (forTask, line) in ((bool, string)[])[(false, "<FireworksDataset Include=\"locked/x\" />"), (true, "<FetchFireworksDataset Account=\"locked\" Dataset=\"x\" />")])
        {
            var said = resolved.Announcement(forTask)!;
            Assert.StartsWith("Account 'locked' of dataset 'x' came from the lock file, and not from ", said);
            Assert.Contains(source, said);
            Assert.Contains(line, said);
        }
    }

    [TestMethod]
    [DataRow("item", null, "variable")]
    [DataRow(null, "property", "variable")]
    [DataRow(null, null, "locked")]
    [DataRow(null, null, null)]
    public void Says_nothing_where_the_project_decides_or_all_agree(string? item, string? property, string? variable) =>
        Assert.IsNull(Resolve(new(item, "x"), property, variable, null, [Key("locked", "x")]).Announcement());

    [TestMethod]
    public void No_account_anywhere()
    {
        var message = Diagnosed.One("FWDS1004", () => Resolve(new(null, "x"), null, null, null, s_noLock));
        Assert.Contains("<account>/x", message);
        Assert.Contains("FireworksAccountId", message);
    }

    [TestMethod]
    public void An_account_of_the_machine_is_checked_too()
    {
        Assert.Contains("FIREWORKS_ACCOUNT_ID", Diagnosed.One("FWDS1002", () => Resolve(new(null, "x"), null, "../y", null, s_noLock)));
        Assert.Contains("auth.ini", Diagnosed.One("FWDS1002", () => Resolve(new(null, "x"), null, null, "a b", s_noLock)));
    }

    public void Dispose() => _home.Dispose();

    private static DatasetKey Key(string account, string dataset) => new(new(account, dataset), Lineage: false);

    private ResolvedDataset Resolve(DatasetReference reference, string? property, string? variable, string? file, IEnumerable<DatasetKey> locked)
    {
        if (file is not null)
        {
            _home.Write(".fireworks/auth.ini", $"account_id = {file}");
        }

        var machine = variable is null ? FakeMachine.With(_home.Path) : FakeMachine.With(_home.Path, ("FIREWORKS_ACCOUNT_ID", variable));
        var settings = TypedSettings.Read(machine, ("AccountId", property));
        return new AccountResolver(machine, settings).Resolve(reference, locked);
    }
}
