using System.Text.Json;

namespace Fireworks.Datasets.Emulator;

/// <summary>The optional <c>.dataset.json</c> of a folder: what its files cannot say.</summary>
internal sealed record FolderDescription
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web);

    public string State { get; init; } = "READY";
    public string StatusMessage { get; init; } = "";
    public long ExampleCount { get; init; }
    public IReadOnlyList<string> Lineage { get; init; } = [];

    public static FolderDescription Read(string path) => File.Exists(path)
        ? JsonSerializer.Deserialize<FolderDescription>(File.ReadAllBytes(path), s_options)!
        : new FolderDescription();
}
