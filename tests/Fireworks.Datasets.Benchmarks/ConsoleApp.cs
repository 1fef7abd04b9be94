namespace Fireworks.Datasets.Benchmarks;

/// <summary>A second build of a console app with a dataset's files in its output.</summary>
internal static class ConsoleApp
{
    public static Subject WithPackage(Workbench bench, TestData data, CancellationToken stop) => Build(
        bench,
        bench.NewFolder(),
        MSBuildWays.ThisPackage,
        $"""<FireworksDataset Include="{TestData.Account}/{data.Name}" />""",
        part => $"<Import Project=\"{bench.Package}/build/Fireworks.Datasets.Build.{part}\" />",
        stop);

    /// <summary>The same files as hand-written items.</summary>
    /// <param name="asGlob">Not listed one by one.</param>
    public static Subject WithItems(Workbench bench, TestData data, bool asGlob, CancellationToken stop)
    {
        var folder = bench.NewFolder();
        Subject.Shell("copy", () => { }, folder, $"cp -r {data.Folder} files").Measure(stop);
        var include = asGlob ? "files/**" : string.Join(';', data.Files.Select(file => $"files/{file.Name}"));
        return Build(
            bench,
            folder,
            asGlob ? "a glob by hand" : "items by hand",
            $"""<None Include="{include}" LinkBase="datasets/{data.Name}" CopyToOutputDirectory="PreserveNewest" />""",
            _ => "",
            stop);
    }

    private static Subject Build(Workbench bench, string folder, string name, string item, Func<string, string> import, CancellationToken stop)
    {
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Directory.Build.targets"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "System.Console.WriteLine(1);");
        File.WriteAllText(Path.Combine(folder, "app.csproj"), $"""
            <Project>
              <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
              <PropertyGroup>
                <TargetFramework>net{System.Environment.Version.ToString(2)}</TargetFramework>
                <OutputType>Exe</OutputType>
                <EnableDefaultNoneItems>false</EnableDefaultNoneItems>
                <!-- No compiler that stays and takes memory from the runs. -->
                <UseSharedCompilation>false</UseSharedCompilation>
                <FireworksDatasetsCacheDirectory>{bench.NewFolder()}</FireworksDatasetsCacheDirectory>
              </PropertyGroup>
              {import("props")}
              <!-- Before the SDK's targets, as in any project: these look at each item. -->
              <ItemGroup>{item}</ItemGroup>
              <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
              {import("targets")}
            </Project>
            """);
        var build = new Subject(name, false, () => { }, folder, "dotnet", "build", "-v:q", "app.csproj") { Environment = bench.Environment };
        build.Measure(stop);
        return build with { Command = ["dotnet", "build", "--no-restore", "-v:q", "app.csproj"] };
    }
}
