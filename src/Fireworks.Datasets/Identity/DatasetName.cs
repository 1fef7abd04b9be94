namespace Fireworks.Datasets.Identity;

/// <summary>A dataset as the service names it: <c>accounts/&lt;account&gt;/datasets/&lt;dataset&gt;</c>.</summary>
internal sealed record DatasetName(string Account, string Dataset)
{
    public override string ToString() => $"accounts/{Account}/datasets/{Dataset}";
}

/// <summary>What is fetched as one: a dataset, alone or with its whole lineage chain.</summary>
internal sealed record DatasetKey(DatasetName Name, bool Lineage)
{
    /// <summary>The key in the lock file, and the name in messages.</summary>
    public override string ToString() => Lineage ? $"{Name}?lineage" : Name.ToString();

    /// <summary>Folder under the datasets directory, with <c>/</c>.</summary>
    public string Folder => $"{Name.Account}/{Name.Dataset}{(Lineage ? "+lineage" : "")}";
}
