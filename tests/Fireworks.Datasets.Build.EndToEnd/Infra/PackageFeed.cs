namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <summary>A folder with the package, packed from the sources as they are.</summary>
internal sealed record PackageFeed(string Folder, string Version)
{
    public const string PackageId = "Fireworks.Datasets.Build";

    public string PackageFile => Path.Combine(Folder, $"{PackageId}.{Version}.nupkg");

    /// <param name="folder">Where the package goes; created.</param>
    /// <param name="intermediateName">Where it is built; packing twice into one is incremental.</param>
    /// <param name="version">The sources' own unless given.</param>
    public static async Task<PackageFeed> PackAsync(string folder, string intermediateName = "pack", string? version = null)
    {
        // Outside of the sources' own obj and bin: an editor or another test process may be building there.
        var intermediate = Path.Combine(TestSession.Repository, "artifacts", "e2e", intermediateName);
        Directory.CreateDirectory(intermediate);
        Directory.CreateDirectory(folder);
        using (await LockAsync(Path.Combine(intermediate, ".lock")))
        {
            var project = Path.Combine(TestSession.Repository, "src", PackageId);
            // As anybody packs it.
            var environment = TestEnvironment.Common.Where(variable =>
                variable.Key is not ("TMPDIR" or "TEMP" or "TMP" or "EnableSourceLink" or "EnableSourceControlManagerQueries"));
            var pack = await Dotnet.RunAsync(
                TestSession.Repository, environment, ["pack", project, "-c", "Release", "-o", folder, "--artifacts-path", intermediate, "-tl:off",
                .. (string[])(version is null ? [] : [$"-p:Version={version}"])]);
            if (pack.ExitCode != 0)
            {
                throw new InvalidOperationException($"Packing failed.{Environment.NewLine}{pack.Output}");
            }
        }

        var package = Path.GetFileNameWithoutExtension(Directory.GetFiles(folder, $"{PackageId}.*.nupkg").Single());
        return new PackageFeed(folder, package[(PackageId.Length + 1)..]);
    }

    /// <summary>Test processes that run at once pack one after the other.</summary>
    private static async Task<FileStream> LockAsync(string file)
    {
        for (var waited = 0; ; waited++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < 1200)
            {
                await Task.Delay(250);
            }
        }
    }
}
