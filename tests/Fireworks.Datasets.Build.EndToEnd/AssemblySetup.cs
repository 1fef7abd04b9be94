using Fireworks.Datasets.Build.EndToEnd.Infra;

// Builds wait for disk and for processes now and then, but mostly compute.
[assembly: Parallelize(Workers = 0, Scope = ExecutionScope.MethodLevel)]

namespace Fireworks.Datasets.Build.EndToEnd;

[TestClass]
public static class AssemblySetup
{
    [AssemblyInitialize]
    public static async Task PackAsync(TestContext _) => await TestSession.Feed;

    [AssemblyCleanup]
    public static async Task EndAsync() => await TestSession.EndAsync();
}
