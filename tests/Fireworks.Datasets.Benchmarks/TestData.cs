using System.Globalization;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>A dataset of files of random bytes on the storage, known to the service.</summary>
internal sealed class TestData
{
    private TestData(Workbench bench, string name, IReadOnlyList<(string Name, string Url)> files, long length)
    {
        (Name, Files, Length, Folder) = (name, files, length, Path.Combine(bench.Nginx!.Folder, name));
    }

    public string Name { get; }

    /// <summary>The same files on the file system.</summary>
    public string Folder { get; }

    public IReadOnlyList<(string Name, string Url)> Files { get; }

    /// <summary>Of each file, in bytes.</summary>
    public long Length { get; }

    /// <param name="path">Before the path of each URL, such as <c>slow/</c>.</param>
    public static TestData Create(Workbench bench, string name, int count, long length, string path = "")
    {
        var folder = Directory.CreateDirectory(Path.Combine(bench.Nginx!.Folder, name)).FullName;
        var files = Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"part-{i:d6}.jsonl"))
            .Select(file => (file, $"{bench.Nginx.Url}/{path}{name}/{file}")).ToArray();
        var dataset = bench.Service.AddDataset("acme", name);
        var random = new Random(count);
        var buffer = new byte[Math.Min(length, 1 << 20)];
        foreach (var (file, url) in files)
        {
            using var stream = File.Create(Path.Combine(folder, file));
            for (var left = length; left > 0; left -= buffer.Length)
            {
                random.NextBytes(buffer);
                stream.Write(buffer.AsSpan(0, (int)Math.Min(left, buffer.Length)));
            }

            dataset.RawUrl(file, url);
        }

        return new(bench, name, files, length);
    }
}
