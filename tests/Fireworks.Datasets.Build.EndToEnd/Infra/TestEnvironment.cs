using System.Collections;

namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <summary>The environment of the commands that tests start: the machine's, without what would steer the package or the SDK.</summary>
internal static class TestEnvironment
{
    // What `dotnet test` and CI services leave to their children. MSBuild takes any variable for a property.
    private static readonly string[] Removed =
    [
        "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "MSBUILD_EXE_PATH", "MSBuildEnableWorkloadResolver",
        "DOTNET_CLI_TEST_COMMAND_WORKING_DIRECTORY", "TESTINGPLATFORM_DOTNETTEST_EXECUTIONID", "ContinuousIntegrationBuild", "CI", "TF_BUILD",
        "GITHUB_ACTIONS", "GITLAB_CI", "Configuration", "Platform", "Version", "MSBUILDDEBUGENGINE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
        "NUGET_HTTP_CACHE_PATH", "NUGET_FALLBACK_PACKAGES", "MSBUILDLOGALLENVIRONMENTVARIABLES",
    ];

    /// <summary>The part that does not depend on the test.</summary>
    public static IReadOnlyDictionary<string, string?> Common { get; } = Create();

    private static Dictionary<string, string?> Create()
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => (string)variable.Key)
            .Where(name => name.StartsWith("FIREWORKS", StringComparison.OrdinalIgnoreCase) || Removed.Contains(name, StringComparer.OrdinalIgnoreCase))
            .ToDictionary(name => name, _ => (string?)null);

        // The emulator is on loopback. For the other programs of a test, that does not bypass a proxy by itself.
        environment["NO_PROXY"] = environment["no_proxy"] = "127.0.0.1,localhost";

        // No process stays behind a build, except the compiler server, which the run ends.
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        environment["MSBUILDTERMINALLOGGER"] = "off";

        environment["TMPDIR"] = environment["TEMP"] = environment["TMP"] = TestSession.TemporaryFolder;
        environment["DOTNET_NOLOGO"] = "1";
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";
        environment["DOTNET_ADD_GLOBAL_TOOLS_TO_PATH"] = "false";
        environment["DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE"] = "true";

        // A command lives for a second: profiling for better code later is lost work.
        environment["DOTNET_TieredPGO"] = "0";

        // As defaults of properties. A project's own value wins.
        environment["UseSharedCompilation"] = "true";
        environment["SharedCompilationId"] = TestSession.Compiler.Name;
        environment["RunAnalyzers"] = "false";
        environment["NuGetAudit"] = "false";
        environment["EnableSourceLink"] = "false";
        environment["EnableSourceControlManagerQueries"] = "false";
        return environment;
    }
}
