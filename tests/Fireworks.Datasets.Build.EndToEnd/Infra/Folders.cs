namespace Fireworks.Datasets.Build.EndToEnd.Infra;

internal static class Folders
{
    /// <summary>The files below a folder, relative, with '/', in ordinal order; none where there is no folder.</summary>
    public static string[] FilesUnder(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    /// <summary>A file, or every file below a folder, with time stamp and contents: equal before and after means that nothing was touched.</summary>
    public static string Snapshot(string path) => File.Exists(path)
        ? Describe(path)
        : string.Join('\n', FilesUnder(path).Select(name => $"{name} {Describe(Path.Combine(path, name))}"));

    private static string Describe(string file) =>
        $"{File.GetLastWriteTimeUtc(file):O} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}";

    /// <summary>Makes a folder available in a second place; as a copy where that needs rights (Windows). Not for what changes.</summary>
    public static void Link(string from, string to)
    {
        if (Directory.Exists(to))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Copy(from, to);
        }
        else
        {
            Directory.CreateSymbolicLink(to, Path.GetFullPath(from));
        }
    }

    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)), overwrite: true);
        }
    }

    /// <summary>Deletes what can be deleted: a file that a scanner holds open must not fail a test.</summary>
    public static void TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"'{folder}' stays: {exception.Message}");
        }
    }
}
