namespace Fireworks.Datasets.Benchmarks;

/// <summary>What users would pick instead, each as a script in a folder of its own.</summary>
internal sealed class ShellWays(Workbench bench)
{
    public const string CurlSeries = "`curl --parallel` + `sha256sum` + `cp`";

    /// <summary>Why a way of <see cref="Aria2"/> is not there; empty where it is.</summary>
    public static string[] Missing => Tool.Find("aria2c") is null ? ["`aria2c` is not installed."] : [];

    /// <summary>Downloads into a folder, hashes there, and copies to where the build wants them.</summary>
    public Subject Curl(TestData data) =>
        Curl(data, CurlSeries, "--parallel --parallel-max 8", "; find got -type f -print0 | xargs -0 sha256sum > sums; cp -r got obj");

    /// <summary>Only downloads, one after the other.</summary>
    public Subject SerialCurl(TestData data) => Curl(data, "`curl`, one connection", "", "");

    /// <summary>Only downloads.</summary>
    public Subject? Aria2(TestData data)
    {
        if (Missing.Length > 0)
        {
            return null;
        }

        var folder = bench.NewFolder();
        File.WriteAllLines(Path.Combine(folder, "urls"), data.Files.SelectMany(file => (string[])[file.Url, $"  out={file.Name}"]));
        return Subject.Shell("`aria2c -j8 -x8`", () => Prepare(folder), folder, "aria2c -q -j8 -x8 -s8 -k1M --file-allocation=none -d got -i urls");
    }

    public Subject Copy(TestData data) => Copy(data, "`cp -r`", "");

    public Subject CopyAndHash(TestData data) => Copy(data, "`cp -r` + `sha256sum`", "; find obj -type f -print0 | xargs -0 sha256sum > sums");

    private Subject Copy(TestData data, string name, string then)
    {
        var folder = bench.NewFolder();
        return Subject.Shell(name, () => Prepare(folder), folder, $"cp -r {data.Folder} obj{then}");
    }

    private Subject Curl(TestData data, string name, string options, string then)
    {
        var folder = bench.NewFolder();
        File.WriteAllLines(Path.Combine(folder, "urls"), data.Files.SelectMany(file => (string[])[$"url=\"{file.Url}\"", $"output=\"got/{file.Name}\""]));
        return Subject.Shell(name, () => Prepare(folder), folder, $"curl -sf {options} -K urls{then}");
    }

    private void Prepare(string folder)
    {
        foreach (var made in (string[])["got", "obj"])
        {
            bench.Remove(Path.Combine(folder, made));
        }

        Directory.CreateDirectory(Path.Combine(folder, "got"));
    }
}
