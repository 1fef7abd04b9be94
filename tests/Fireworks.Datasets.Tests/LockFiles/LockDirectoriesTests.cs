using Fireworks.Datasets.LockFiles;

namespace Fireworks.Datasets.Tests.LockFiles;

[TestClass]
[DoNotParallelize]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class LockDirectoriesTests
{
    /// <summary>It would be a folder of the source tree, and another one for each build.</summary>
    [TestMethod]
    public void Are_none_below_the_current_directory()
    {
        var before = Environment.GetEnvironmentVariable("TMPDIR");
        var name = $"fwds-test-{Path.GetRandomFileName()}";
        try
        {
            Environment.SetEnvironmentVariable("TMPDIR", name);

            Assert.IsEmpty(LockDirectories.Of(store: null));

            Assert.IsFalse(Directory.Exists(name));
        }
        finally
        {
            Environment.SetEnvironmentVariable("TMPDIR", before);
        }
    }
}
