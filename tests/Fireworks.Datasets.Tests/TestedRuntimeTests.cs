using System.Reflection;
using System.Runtime.Versioning;

namespace Fireworks.Datasets.Tests;

/// <summary>Engine and task run on .NET 8 and later; .ci/net8 builds these tests for .NET 8, self-contained.</summary>
[TestClass]
public sealed class TestedRuntimeTests
{
    /// <summary>And not a newer one that took them over: then the run on .NET 8 would show nothing.</summary>
    [TestMethod]
    public void Is_the_one_that_the_tests_were_built_for()
    {
        var builtFor = new FrameworkName(typeof(TestedRuntimeTests).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);

        Assert.AreEqual(builtFor.Version.Major, Environment.Version.Major);
    }
}
