using System.Text;
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
            var first = (await Project(Sandbox.Feed).ResolveAsync("-nodeReuse:true", "-v:diag")).Succeeded();
            Sandbox.Write("nuget.config", File.ReadAllText(Path.Combine(Sandbox.Root, "nuget.config")).Replace(Sandbox.Feed.Folder, newer.Folder, StringComparison.Ordinal));
            var second = (await Project(newer).ResolveAsync("-nodeReuse:true", "-v:diag")).Succeeded();

            Assert.Contains(TasksOf(Sandbox.Feed.Version), first.Output);
            Assert.Contains(TasksOf(newer.Version), second.Output);
            Assert.DoesNotContain(TasksOf(Sandbox.Feed.Version), second.Output);
            AssertRequests(resolves: 1, transfers: 2);
        }
        finally
        {
            await Sandbox.RunAsync(Sandbox.Root, logged: false, "build-server", "shutdown", "--msbuild");
        }
    }

    private TestProject Project(PackageFeed feed) => CSharp().WithoutPackage().Package(PackageFeed.PackageId, feed.Version, ("PrivateAssets", "all")).Dataset("acme/eval");

    private static string TasksOf(string version) => new StringBuilder("fireworks.datasets.build/").Append(version).Append("/build/../tasks/net8.0/Fireworks.Datasets.Build.dll").ToString();
}
