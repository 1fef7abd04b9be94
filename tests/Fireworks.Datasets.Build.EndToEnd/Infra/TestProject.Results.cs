namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <summary>Where the results of a build are.</summary>
internal sealed partial class TestProject
{
    public string Framework { get; init; } = "net10.0";

    public string OutputFolder => Path.Combine(Folder, "bin", "Debug", Framework);

    public string PublishFolder => Path.Combine(Folder, "bin", "Release", Framework, "publish");

    public string IntermediateFolder => Path.Combine(Folder, "obj", "Debug", Framework);

    /// <summary>What one build leaves for the next.</summary>
    public string LastBuildFile => Path.Combine(IntermediateFolder, $"{Path.GetFileNameWithoutExtension(ProjectFile)}.FireworksDatasets.cache");

    /// <summary>Where datasets land.</summary>
    public string DatasetsFolder => Path.Combine(IntermediateFolder, "fireworks-datasets");

    public string LockFile => Path.Combine(Folder, "fireworks.datasets.lock.json");

    public string AssemblyFile => Path.Combine(OutputFolder, $"{Path.GetFileName(Name)}.dll");

    public string Output(string path) => Path.Combine(OutputFolder, path);

    /// <summary>A file of a dataset in place, e.g. "acme/eval/test.jsonl".</summary>
    public string InPlace(string path) => Path.Combine(DatasetsFolder, path);

    /// <summary>The dataset files in place: without the package's own memory of them.</summary>
    public string[] FilesInPlace => [.. Folders.FilesUnder(DatasetsFolder).Where(file => !file.StartsWith(".fireworks/", StringComparison.Ordinal))];
}
