namespace Fireworks.Datasets.Emulator;

/// <summary>A dataset as the service and the storage see it, wherever its files come from.</summary>
internal interface IDatasetSource
{
    string State { get; }
    string StatusMessage { get; }
    long ExampleCount { get; }
    IReadOnlyList<string> Parents { get; }

    /// <summary>Names with the URL to answer verbatim, or null for a signed one.</summary>
    IReadOnlyList<(string Name, string? RawUrl)> List();

    StoredObject? Find(string name);
}
