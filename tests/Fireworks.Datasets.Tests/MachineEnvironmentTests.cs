namespace Fireworks.Datasets.Tests;

[TestClass]
[DoNotParallelize]
public sealed class MachineEnvironmentTests
{
    /// <summary>A node of MSBuild lives through builds of different environments.</summary>
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Has_the_home_directory_of_now() => WithHome("/of/another/build", () =>
    {
        Assert.AreEqual("/of/another/build", MachineEnvironment.Current.HomeDirectory);
        Assert.AreEqual("/of/another/build", FetchServices.Current.Machine.HomeDirectory);
    });

    /// <summary>It would lead to other files in each current directory.</summary>
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("relative/home")]
    [DataRow("~")]
    public void Has_no_home_directory_that_is_not_a_full_path(string home) =>
        WithHome(home, () => Assert.IsNull(MachineEnvironment.Current.HomeDirectory));

    private static void WithHome(string home, Action test)
    {
        var before = Environment.GetEnvironmentVariable("HOME");
        _ = MachineEnvironment.Current;
        try
        {
            Environment.SetEnvironmentVariable("HOME", home);
            test();
        }
        finally
        {
            Environment.SetEnvironmentVariable("HOME", before);
        }
    }
}
