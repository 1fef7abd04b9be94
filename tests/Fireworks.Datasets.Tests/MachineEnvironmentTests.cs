namespace Fireworks.Datasets.Tests;

[TestClass]
[DoNotParallelize]
public sealed class MachineEnvironmentTests
{
    /// <summary>A node of MSBuild lives through builds of different environments.</summary>
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Has_the_home_directory_of_now()
    {
        var before = Environment.GetEnvironmentVariable("HOME");
        _ = MachineEnvironment.Current;
        try
        {
            Environment.SetEnvironmentVariable("HOME", "/of/another/build");

            Assert.AreEqual("/of/another/build", MachineEnvironment.Current.HomeDirectory);
            Assert.AreEqual("/of/another/build", FetchServices.Current.Machine.HomeDirectory);
        }
        finally
        {
            Environment.SetEnvironmentVariable("HOME", before);
        }
    }
}
