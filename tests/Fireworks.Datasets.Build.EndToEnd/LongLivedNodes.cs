using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>MSBuild may stay in memory between two builds, with everything that a task left there.</summary>
[TestClass]
public class LongLivedNodes : EndToEndTest
{
    /// <summary>The task's assembly of the old version is loaded, and stays; the second build must not use it. Nor an old key.</summary>
    [TestMethod]
    public async Task Take_an_upgraded_package_and_a_new_environment()
    {
        AddEval();
        var newer = await PackageFeed.PackAsync(Path.Combine(TestSession.Root, "feed", "newer"), "pack-newer", "1.0.1");
        // A name of its own, so that this server is found by these builds alone, and ended alone.
        Sandbox.Environment["MSBUILDNODEHANDSHAKESALT"] = TestSession.Id;
        Sandbox.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "1";
        Sandbox.Environment["MSBUILDDISABLENODEREUSE"] = null;
        try
        {
            var key = Sandbox.Environment["FIREWORKS_API_KEY"];
            Sandbox.Environment["FIREWORKS_API_KEY"] = null;
            (await Project(Sandbox.Feed).ResolveAsync("-nodeReuse:true")).FailedWith("FWDS1001");

            Sandbox.Environment["FIREWORKS_API_KEY"] = key;
            var first = (await Project(Sandbox.Feed).ResolveAsync("-nodeReuse:true")).Succeeded();
            Directory.Delete(Path.Combine(Sandbox.Packages, "fireworks.datasets.build"), recursive: true);
            Sandbox.Write("nuget.config", File.ReadAllText(Path.Combine(Sandbox.Root, "nuget.config")).Replace(Sandbox.Feed.Folder, newer.Folder, StringComparison.Ordinal));
            var upgraded = Project(newer);
            (await upgraded.RestoreAsync()).Succeeded();
            var second = (await upgraded.ResolveAsync("-nodeReuse:true")).Succeeded();

            Assert.IsTrue(UsedTasksOf(Sandbox.Feed.Version, first) && !UsedTasksOf(newer.Version, first), first.Everything);
            Assert.IsTrue(UsedTasksOf(newer.Version, second) && !UsedTasksOf(Sandbox.Feed.Version, second), second.Everything);
            AssertRequests(resolves: 1, transfers: 2);
        }
        finally
        {
            await Sandbox.RunAsync(Sandbox.Root, logged: false, "build-server", "shutdown", "--msbuild");
        }
    }

    private TestProject Project(PackageFeed feed) => CSharp().WithoutPackage().Package(PackageFeed.PackageId, feed.Version, ("PrivateAssets", "all")).Dataset("acme/eval");

    /// <summary>MSBuild says of each task where it comes from.</summary>
    private static bool UsedTasksOf(string version, BuildResult build) => build.Log.Messages.Any(message =>
        message.StartsWith("Using \"ResolveFireworksDatasets\" task", StringComparison.Ordinal) && message.Contains(string.Join(Path.DirectorySeparatorChar, "", version, "build"), StringComparison.Ordinal));
}
