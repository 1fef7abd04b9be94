namespace Fireworks.Datasets.Tests.Infra;

/// <summary>Files of this repository, found from the test assembly upwards.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Read(params string[] path) => File.ReadAllText(Path.Join([Root, .. path])).ReplaceLineEndings("\n");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Join(folder.FullName, "FwMsBuild.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No FwMsBuild.sln above '{AppContext.BaseDirectory}'.");
        }

        return folder.FullName;
    }
}
