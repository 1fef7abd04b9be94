namespace Fireworks.Datasets.Identity;

/// <summary>A file of a dataset, by the name that the service gives it.</summary>
internal sealed record RemoteFile(DatasetKey Dataset, string Name)
{
    /// <summary>For messages: the dataset's short name and the file's.</summary>
    public override string ToString() => $"{Dataset.Folder}/{Diagnostics.Problem.Quoted(Name)}";
}
