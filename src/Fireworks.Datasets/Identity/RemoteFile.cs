namespace Fireworks.Datasets.Identity;

/// <summary>A file of a dataset, identified by the name that the service gives it.</summary>
internal sealed record RemoteFile(DatasetKey Dataset, string Name)
{
    /// <summary>The form for messages: the dataset's folder and the file's name.</summary>
    public override string ToString() => $"{Dataset.Folder}/{Diagnostics.Problem.Quoted(Name)}";
}
