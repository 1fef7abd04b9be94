namespace Fireworks.Datasets.Names;

/// <summary>
/// Names by which a tool knows that it must obey a file: compile it, load it, or take its settings from it. A server must not choose
/// what a build obeys, so such a file is taken only where the project names it literally. docs/security.md has the list for users.
/// </summary>
internal static class ObeyedNames
{
    private const string Compiled = "a build compiles it", Razor = "the Razor SDK compiles or serves it", Analysed = "analyzers take their settings from it",
        NuGet = "NuGet obeys it", Hosted = "programs take their settings from it", Served = "web servers run it", Tested = "test runners obey it", Built = "build tools obey it", Web = "web tools obey it", Editors = "editors obey it";

    /// <summary>Whole names of files.</summary>
    public static ReasonedNames Files { get; } = new(
        ("git takes the folder of such a file for a repository, and obeys its configuration", "HEAD"),
        ("builds take it for a lock file", "fireworks.datasets.lock.json packages.lock.json package-lock.json"),
        (".NET and MSBuild obey it", "global.json project.json project.assets.json dotnet-tools.json launchSettings.json runtimeconfig.template.json parameters.xml"),
        (NuGet, "_._ [Content_Types].xml"),
        (Hosted, "secrets.json hosting.json host.json local.settings.json function.json app_offline.htm"),
        (Analysed, "stylecop.json CodeMetricsConfig.txt SonarLint.xml SonarProjectConfig.xml NativeMethods.txt NativeMethods.json omnisharp.json"),
        ("the trimmer obeys it", "ILLink.Descriptors.xml ILLink.Substitutions.xml ILLink.LinkAttributes.xml"),
        (Web, "package.json libman.json bundleconfig.json compilerconfig.json tsconfig.json jsconfig.json bower.json deno.json deno.jsonc bunfig.toml " +
            "pnpm-workspace.yaml yarn.lock angular.json"),
        (Tested, "testconfig.json xunit.runner.json reqnroll.json specflow.json conftest.py pytest.ini tox.ini noxfile.py"),
        ("Python runs it", "sitecustomize.py usercustomize.py setup.py setup.cfg pyproject.toml"),
        ("coding agents obey it", "AGENTS.md AGENT.md CLAUDE.md CLAUDE.local.md GEMINI.md QWEN.md"),
        (Built, "Makefile GNUmakefile CMakeLists.txt CMakePresets.json CMakeUserPresets.json meson.build binding.gyp Cargo.toml rust-toolchain rust-toolchain.toml " +
            "build.rs go.mod go.work pom.xml Rakefile Gemfile Justfile Taskfile.yml Taskfile.yaml Vagrantfile Procfile Podfile Brewfile WORKSPACE.bazel MODULE.bazel " +
            "BUILD.bazel paket.dependencies paket.references paket.lock Dockerfile Containerfile Jenkinsfile docker-compose.yml docker-compose.yaml docker-compose.override.yml docker-compose.override.yaml compose.yml " +
            "compose.yaml compose.override.yml compose.override.yaml azure-pipelines.yml azure-pipelines.yaml mise.toml mise.local.toml"));

    /// <summary>Ends of names of files, from a dot on: one extension, or several.</summary>
    public static ReasonedNames Ends { get; } = new(
        ("MSBuild imports or builds it", ".props .targets .tasks .overridetasks .rsp .user .pubxml .projitems .vcxitems .sln .slnx .slnf .FileListAbsolute.txt"),
        (Compiled, ".cs .csx .vb .fs .fsi .fsx .fsscript .resx .resw .restext .licx .xaml .axaml .settings .tt .t4 .edmx .dbml .feature .g4 .ts .tsx .mts .cts .run.json"),
        (Razor, ".razor .cshtml .vbhtml .razor.css .cshtml.css .razor.js .cshtml.js .lib.module.js .modules.json .staticwebassets.runtime.json .staticwebassets.endpoints.json"),
        ("builds and programs load it as code", ".dll .dll.mui .exe .winmd .so .dylib .pyc .pyd .node .jar .aar"),
        (Hosted, ".config .deps.json .runtimeconfig.json .runtimeconfig.dev.json .manifest .application .nlog"),
        (Analysed, ".editorconfig .globalconfig .ruleset"),
        (Tested, ".runsettings .testsettings .testconfig.json .xunit.runner.json"),
        (NuGet, ".nuspec .nupkg .snupkg .pp .transform .xdt .rels .psmdcp"),
        (Served, ".asax .ascx .ashx .asmx .asp .aspx .cgi .jsp .jspx .master .php .phtml .shtml .svc"),
        ("Windows runs it", ".bat .cmd .com .cpl .hta .inf .jse .msc .msi .msp .mst .ps1 .ps1xml .psc1 .psd1 .psm1 .reg .scr .sct .vbe .vbs .wsc .wsf .wsh .cdxml"),
        (Web, ".config.js .config.cjs .config.mjs"),
        (Built, ".gradle .gradle.kts .cake"),
        ("the compiler for native code obeys it", ".rd.xml"),
        (Editors, ".code-workspace .sublime-project .sublime-workspace .ipr .iws .iml .suo .vspscc .slnLaunch .DotSettings .natvis .natstepfilter"));

    /// <summary>Starts and ends of names of files that belong together.</summary>
    private static readonly (string Start, string End, string Reason)[] s_patterns =
    [
        ("APPSETTINGS.", "JSON", Hosted),
        ("BANNEDSYMBOLS", ".TXT", Analysed),
        ("PUBLICAPI.", ".TXT", Analysed),
        ("INTERNALAPI.", ".TXT", Analysed),
        ("VS-THREADING.", ".TXT", Analysed),
        ("PUBLISHOUTPUTS.", ".TXT", "MSBuild deletes what it lists"),
        ("TEST_", ".PY", Tested),
        ("", "_TEST.PY", Tested),
        ("GULPFILE.", "", Web),
        ("GRUNTFILE.", "", Web),
    ];

    /// <param name="name">A name that <see cref="SafeRelativePath"/> has taken.</param>
    /// <returns>Who obeys such a file, for a message; <see langword="null"/> where nobody is known to.</returns>
    public static string? Find(SafeRelativePath name) => EscapedNames.FindIn(name, FindAsWritten);

    private static string? FindAsWritten(string name)
    {
        var folded = NameFolding.FoldCompatible(name);
        if (folded[0] == '.' || folded.Contains("/.", StringComparison.Ordinal))
        {
            return "tools keep their settings in files and folders whose names begin with a dot";
        }

        var file = folded.AsSpan(folded.LastIndexOf('/') + 1);
        return Files.Find(file) ?? OfEnd(WithoutVersion(file)) ?? OfPattern(file);
    }

    /// <summary>Loaders on Linux take <c>libx.so.1.2</c> as they take <c>libx.so</c>.</summary>
    private static ReadOnlySpan<char> WithoutVersion(ReadOnlySpan<char> file)
    {
        const string Library = ".SO";
        var stem = file.TrimEnd("0123456789.");
        return stem.EndsWith(Library, StringComparison.Ordinal) ? stem : file;
    }

    private static string? OfEnd(ReadOnlySpan<char> file)
    {
        while (file.IndexOf('.') is >= 0 and var dot)
        {
            if (Ends.Find(file[dot..]) is { } why)
            {
                return why;
            }

            file = file[(dot + 1)..];
            // The extensions of all projects end so: .csproj, .vcxproj, .proj.
            if (file.EndsWith("PROJ", StringComparison.Ordinal) && !file.Contains('.'))
            {
                return "MSBuild and editors build it";
            }
        }

        return null;
    }

    private static string? OfPattern(ReadOnlySpan<char> file)
    {
        foreach (var (start, end, reason) in s_patterns)
        {
            if (file.StartsWith(start, StringComparison.Ordinal) && file.EndsWith(end, StringComparison.Ordinal))
            {
                return reason;
            }
        }

        return null;
    }
}
