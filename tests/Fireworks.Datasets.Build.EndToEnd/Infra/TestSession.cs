using System.Reflection;

namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <summary>What all tests of one test process share: a folder, the packed package, a compiler server.</summary>
internal static class TestSession
{
    // Short: the compiler server's socket lives below it, and such paths may have about a hundred characters.
    private static readonly string Parent = Path.Combine(Path.GetTempPath(), "fwds-e2e");
    private static readonly Lazy<Task<PackageFeed>> LazyFeed = new(PackAsync);

    public static string Repository { get; } = FindRepository();

    public static string Id { get; } = Guid.NewGuid().ToString("N")[..8];

    /// <summary>The folder of this run. The folders of tests that failed stay in it.</summary>
    public static string Root { get; } = Directory.CreateDirectory(Path.Combine(Parent, Id)).FullName;

    public static string TemporaryFolder { get; } = Directory.CreateDirectory(Path.Combine(Root, "tmp")).FullName;

    /// <summary>The package, packed by the first who asks.</summary>
    public static Task<PackageFeed> Feed => LazyFeed.Value;

    public static CompilerServer Compiler { get; } = new($"fwds-{Id}");

    /// <summary>The version of MSTest that this repository itself is tested with: the machine has it.</summary>
    public static string MSTestVersion { get; } =
        typeof(TestMethodAttribute).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static async Task EndAsync()
    {
        await Compiler.ShutDownAsync();
        foreach (var folder in (string[])["feed", "tmp", "templates"])
        {
            Folders.TryDelete(Path.Combine(Root, folder));
        }

        if (!Directory.EnumerateFileSystemEntries(Root).Any())
        {
            Folders.TryDelete(Root);
        }

        foreach (var old in new DirectoryInfo(Parent).EnumerateDirectories().Where(run => run.LastWriteTimeUtc < DateTime.UtcNow.AddDays(-3)))
        {
            Folders.TryDelete(old.FullName);
        }
    }

    private static Task<PackageFeed> PackAsync() => PackageFeed.PackAsync(Path.Combine(Root, "feed"));

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FwMsBuild.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No repository above '{AppContext.BaseDirectory}'.");
    }
}
