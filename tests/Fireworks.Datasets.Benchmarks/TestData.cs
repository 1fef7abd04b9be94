using System.Globalization;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>A dataset on the storage, known to the service.</summary>
/// <param name="Name">Of the dataset.</param>
/// <param name="Folder">The same files on the file system.</param>
internal sealed record TestData(string Name, string Folder, Shape Shape, IReadOnlyList<(string Name, string Url)> Files)
{
    public const string Account = "acme";

    /// <summary>Length of the service's answer, in bytes: of each file its name and URL, four quotes, a colon and a comma.</summary>
    public long AnswerLength => Files.Sum(file => file.Name.Length + file.Url.Length + 6L);

    /// <param name="sparse">Nothing but zeros that take no space; else random bytes.</param>
    public static TestData Create(Workbench bench, string name, Shape shape, StorageKind kind = StorageKind.Fast, bool sparse = false)
    {
        var folder = Directory.CreateDirectory(Path.Combine(bench.Served, Account, name)).FullName;
        string[] names = [.. Enumerable.Range(0, shape.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"part-{i:d6}.jsonl"))];
        var random = new Random(shape.Count);
        foreach (var file in names)
        {
            using var stream = File.Create(Path.Combine(folder, file));
            if (sparse)
            {
                stream.SetLength(shape.Length);
            }
            else
            {
                Fill(stream, shape.Length, random);
            }
        }

        return new(name, folder, shape, bench.Publish(name, names, kind));
    }

    private static void Fill(FileStream stream, long length, Random random)
    {
        var buffer = new byte[Math.Min(length, 1 << 20)];
        for (var left = length; left > 0; left -= buffer.Length)
        {
            random.NextBytes(buffer);
            stream.Write(buffer.AsSpan(0, (int)Math.Min(left, buffer.Length)));
        }
    }
}
