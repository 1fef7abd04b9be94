namespace Fireworks.Datasets.Identity;

/// <summary>A dataset as the service names it: <c>accounts/&lt;account&gt;/datasets/&lt;dataset&gt;</c>.</summary>
internal sealed record DatasetName(string Account, string Dataset)
{
    public override string ToString() => $"accounts/{Account}/datasets/{Dataset}";
}
