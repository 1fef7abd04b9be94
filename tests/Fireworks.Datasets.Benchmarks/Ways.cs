namespace Fireworks.Datasets.Benchmarks;

/// <summary>This package and what users would pick instead, each as a command in a folder of its own.</summary>
internal sealed class Ways(Workbench bench)
{
    public Subject EmptyMSBuild()
    {
        var folder = bench.NewFolder();
        File.WriteAllText(Path.Combine(folder, "empty.proj"), "<Project><Target Name=\"Build\" /></Project>");
        return MSBuild("empty `dotnet msbuild`", () => { }, folder, "empty.proj") with { IsMSBuild = false };
    }

    /// <summary>The package, with nothing in place; with nothing in its store unless <paramref name="stored"/>.</summary>
    public Subject Package(TestData data, bool stored = false, string more = "", string remoteCache = "", string name = "this package")
    {
        var (folder, cache) = (bench.NewFolder(), bench.NewFolder());
        File.WriteAllText(Path.Combine(folder, "fetch.proj"), $"""
            <Project DefaultTargets="FetchFireworksDatasets">
              <PropertyGroup>
                <FireworksDatasetsDirectory>$(MSBuildProjectDirectory)/obj/</FireworksDatasetsDirectory>
                <FireworksDatasetsCacheDirectory>{cache}</FireworksDatasetsCacheDirectory>
                <FireworksDatasetsRemoteCache>{remoteCache}</FireworksDatasetsRemoteCache>
                {more}
              </PropertyGroup>
              <Import Project="{bench.Package}/build/Fireworks.Datasets.Build.props" />
              <ItemGroup><FireworksDataset Include="acme/{data.Name}" /></ItemGroup>
              <Import Project="{bench.Package}/build/Fireworks.Datasets.Build.targets" />
            </Project>
            """);
        return MSBuild(name, Clear, folder, "fetch.proj");

        void Clear()
        {
            Workbench.Remove(Path.Combine(folder, "obj"));
            if (!stored)
            {
                Workbench.Remove(cache);
            }

            if (!stored && remoteCache.Length == 0)
            {
                File.Delete(Path.Combine(folder, "fireworks.datasets.lock.json"));
            }
        }
    }

    /// <summary>MSBuild's own task, batched over the URLs.</summary>
    public Subject DownloadFile(TestData data, bool again = false)
    {
        var folder = bench.NewFolder();
        File.WriteAllText(Path.Combine(folder, "download.proj"), $"""
            <Project>
              <ItemGroup>
            {string.Concat(data.Files.Select(file => $"    <Remote Include=\"{file.Url}\" />\n"))}  </ItemGroup>
              <Target Name="Build"><DownloadFile SourceUrl="%(Remote.Identity)" DestinationFolder="obj" /></Target>
            </Project>
            """);
        return MSBuild(again ? "`DownloadFile` again" : "`DownloadFile`", () => { if (!again) { Workbench.Remove(Path.Combine(folder, "obj")); } }, folder, "download.proj");
    }

    /// <summary>Downloads into a folder, hashes there, and copies to where the build wants them.</summary>
    public Subject Curl(TestData data, int connections = 8, bool finish = true)
    {
        var folder = bench.NewFolder();
        File.WriteAllLines(Path.Combine(folder, "urls"), data.Files.SelectMany(file => (string[])[$"url=\"{file.Url}\"", $"output=\"got/{file.Name}\""]));
        var fetch = connections == 1 ? "curl -sf -K urls" : $"curl -sf --parallel --parallel-max {connections} -K urls";
        return Subject.Shell((connections == 1 ? "`curl`, one connection" : "`curl --parallel`") + (finish ? " + `sha256sum` + `cp`" : ""), () => Fresh(folder), folder,
            fetch + (finish ? "; find got -type f -print0 | xargs -0 sha256sum > sums; cp -r got obj" : ""));
    }

    public Subject Aria2(TestData data, int split = 8)
    {
        var folder = bench.NewFolder();
        File.WriteAllLines(Path.Combine(folder, "urls"), data.Files.SelectMany(file => (string[])[file.Url, $"  out={file.Name}"]));
        return Subject.Shell($"`aria2c -j8 -x{split}`", () => Fresh(folder), folder, $"aria2c -q -j8 -x{split} -s{split} -k1M --file-allocation=none -d got -i urls");
    }

    public Subject Copy(TestData data, bool hash)
    {
        var folder = bench.NewFolder();
        return Subject.Shell(hash ? "`cp -r` + `sha256sum`" : "`cp -r`", () => Fresh(folder), folder,
            $"cp -r {data.Folder} obj" + (hash ? "; find obj -type f -print0 | xargs -0 sha256sum > sums" : ""));
    }

    /// <summary>A second build of a console app with the dataset's files in its output.</summary>
    public Subject SecondBuild(TestData data, bool byHand)
    {
        var folder = bench.NewFolder();
        var items = byHand
            ? $"<ItemGroup><None Include=\"{(data.Files.Count > 100 ? "files/**" : string.Join(';', data.Files.Select(file => "files/" + file.Name)))}\" LinkBase=\"datasets/{data.Name}\" CopyToOutputDirectory=\"PreserveNewest\" /></ItemGroup>"
            : $"<ItemGroup><FireworksDataset Include=\"acme/{data.Name}\" /></ItemGroup>";
        if (byHand)
        {
            Subject.Shell("copy", () => { }, folder, $"cp -r {data.Folder} files").Measure();
        }

        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Directory.Build.targets"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "System.Console.WriteLine(1);");
        File.WriteAllText(Path.Combine(folder, "app.csproj"), $"""
            <Project>
              <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <EnableDefaultNoneItems>false</EnableDefaultNoneItems>
                <FireworksDatasetsCacheDirectory>{bench.NewFolder()}</FireworksDatasetsCacheDirectory>
              </PropertyGroup>
              {(byHand ? "" : $"<Import Project=\"{bench.Package}/build/Fireworks.Datasets.Build.props\" />")}
              {items}
              <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
              {(byHand ? "" : $"<Import Project=\"{bench.Package}/build/Fireworks.Datasets.Build.targets\" />")}
            </Project>
            """);
        var build = MSBuild(byHand ? "items by hand" : "this package", () => { }, folder, "app.csproj") with { IsMSBuild = false, Command = ["dotnet", "build", "--no-restore", "-v:q", "app.csproj"] };
        (build with { Command = ["dotnet", "build", "-v:q", "app.csproj"] }).Measure();
        return build;
    }

    private Subject MSBuild(string name, Action prepare, string folder, string project) =>
        new(name, true, prepare, folder, "dotnet", "msbuild", "-v:q", project) { Environment = bench.Environment };

    private static void Fresh(string folder)
    {
        foreach (var made in (string[])["got", "obj"])
        {
            Workbench.Remove(Path.Combine(folder, made));
        }

        Directory.CreateDirectory(Path.Combine(folder, "got"));
    }
}
