using System.Text;
using System.Xml.Linq;
using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>What can be shown without it: the items that it reads, and the conditions under which MSBuild.exe gets a task.</summary>
[TestClass]
public class VisualStudio : EndToEndTest
{
    private string PackedTargets => Encoding.UTF8.GetString(NuGetPackage.Contents(Sandbox.Feed.PackageFile, "build/Fireworks.Datasets.Build.Tasks.targets"));

    /// <summary>Out of date while the lock file is newer than the file that the last build touched for it.</summary>
    [TestMethod]
    public async Task Is_told_that_a_changed_lock_file_wants_a_build()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval");
        string[] question = ["-getItem:UpToDateCheckInput", "-getItem:UpToDateCheckBuilt"];
        var fresh = (await project.DotnetAsync("msbuild", question)).Succeeded();
        Assert.HasCount(0, fresh.Items("UpToDateCheckInput"), "there is no lock file yet");

        (await project.ResolveAsync()).Succeeded();
        var after = (await project.DotnetAsync("msbuild", question)).Succeeded();

        var input = after.Items("UpToDateCheckInput").Single();
        var output = after.Items("UpToDateCheckBuilt").Single();
        Assert.AreEqual(project.LockFile, input["FullPath"]);
        Assert.AreEqual((input["Set"], output["Set"]), ("FireworksDatasets", "FireworksDatasets"));
        Assert.IsGreaterThanOrEqualTo(File.GetLastWriteTimeUtc(project.LockFile), File.GetLastWriteTimeUtc(output["FullPath"]));

        var seen = File.GetLastWriteTimeUtc(output["FullPath"]);
        (await project.ResolveAsync()).Succeeded();
        Assert.AreEqual(seen, File.GetLastWriteTimeUtc(output["FullPath"]), "touched for nothing");
        File.SetLastWriteTimeUtc(project.LockFile, DateTime.UtcNow);
        (await project.ResolveAsync()).Succeeded();
        Assert.IsGreaterThanOrEqualTo(File.GetLastWriteTimeUtc(project.LockFile), File.GetLastWriteTimeUtc(output["FullPath"]), "never up to date again");

        (await project.DotnetAsync("clean")).Succeeded();
        Assert.IsFalse(File.Exists(output["FullPath"]));
    }

    /// <summary>
    /// MSBuildRuntimeType and MSBuildVersion are MSBuild's own and cannot be set. So the packed file is evaluated with other
    /// names in their place, once for every kind of host.
    /// </summary>
    [TestMethod]
    public async Task Is_supported_from_MSBuild_18_with_SDK_10_on()
    {
        Sandbox.Write("host/Tasks.targets", PackedTargets.Replace("MSBuildRuntimeType", "HostRuntime", StringComparison.Ordinal)
    .Replace("$(MSBuildVersion)", "$(HostVersion)", StringComparison.Ordinal).Replace("NETCoreSdkVersion", "HostSdk", StringComparison.Ordinal));
        Sandbox.Write("host/host.proj", """
            <Project>
              <Import Project="Tasks.targets" />
              <Target Name="Supported" Returns="@(Answer)">
                <ItemGroup><Answer Include="$(HostRuntime) $(HostVersion) '$(HostSdk)' $(_FireworksHostSupported)" /></ItemGroup>
              </Target>
              <ItemGroup>
                <Host Include="a" Runtime="Core" Version="17.11.0" Sdk="8.0.400" />
                <Host Include="b" Runtime="Core" Version="17.10.4" Sdk="8.0.300" />
                <Host Include="c" Runtime="Core" Version="18.0.2" Sdk="10.0.100" />
                <Host Include="d" Runtime="Full" Version="18.0.2" Sdk="10.0.100" />
                <Host Include="e" Runtime="Full" Version="18.0.2" Sdk="9.0.305" />
                <Host Include="f" Runtime="Full" Version="18.0.2" Sdk="" />
                <Host Include="g" Runtime="Full" Version="17.14.0" Sdk="10.0.100" />
                <Host Include="h" Runtime="Mono" Version="16.10.1" Sdk="" />
              </ItemGroup>
              <Target Name="All" Returns="@(AnswerOfAll)">
                <MSBuild Projects="host.proj" Targets="Supported" Properties="HostRuntime=%(Host.Runtime);HostVersion=%(Host.Version);HostSdk=%(Host.Sdk)">
                  <Output TaskParameter="TargetOutputs" ItemName="AnswerOfAll" />
                </MSBuild>
                <MSBuild Projects="host.proj" Targets="_FireworksCheckHost" Properties="HostRuntime=Full;HostVersion=17.14.0;HostSdk=9.0.305" ContinueOnError="ErrorAndContinue" />
              </Target>
            </Project>
            """);

        var all = await Sandbox.RunAsync(Path.Combine(Sandbox.Root, "host"), logged: true, "msbuild", "host.proj", "-t:All", "-getTargetResult:All");

        all.FailedWith("FWDS6001");
        CollectionAssert.AreEqual(
            (string[])["Core 17.11.0 '8.0.400' true", "Core 17.10.4 '8.0.300' false", "Core 18.0.2 '10.0.100' true", "Full 18.0.2 '10.0.100' true",
                "Full 18.0.2 '9.0.305' false", "Full 18.0.2 '' false", "Full 17.14.0 '10.0.100' false", "Mono 16.10.1 '' false"],
            all.TargetResult("All").Select(answer => answer.Identity).ToArray());
        Assert.Contains("MSBuild (Full 17.14.0, .NET SDK '9.0.305') cannot run", all.Errors.Single().Message);
    }

    /// <summary>A task by AssemblyFile runs in this process or, where MSBuild is the .NET Framework's, out of it.</summary>
    [TestMethod]
    public void Gets_every_task_in_both_forms()
    {
        var tasks = XDocument.Load(new StringReader(PackedTargets))
            .Descendants("UsingTask").ToLookup(task => (string)task.Attribute("TaskName")!, task => ((string?)task.Attribute("Runtime"), (string)task.Attribute("Condition")!));

        foreach (var task in tasks)
        {
            CollectionAssert.AreEqual(
                ((string?, string)[])[(null, "'$(MSBuildRuntimeType)' != 'Full'"), ("NET", "'$(MSBuildRuntimeType)' == 'Full'")], task.ToArray(), task.Key);
        }
    }
}
