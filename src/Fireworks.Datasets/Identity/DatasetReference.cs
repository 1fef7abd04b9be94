using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Identity;

/// <summary>A dataset as the user writes it; the account may be missing.</summary>
internal sealed record DatasetReference(string? Account, string Dataset)
{
    /// <param name="include"><c>&lt;dataset&gt;</c>, <c>&lt;account&gt;/&lt;dataset&gt;</c> or <c>accounts/&lt;account&gt;/datasets/&lt;dataset&gt;</c>.</param>
    /// <param name="account">The account that is given separately, or empty.</param>
    /// <exception cref="DatasetException">FWDS1002, FWDS1003, or FWDS1005 if an account is a key or the accounts differ.</exception>
    public static DatasetReference Parse(string include, string? account = null)
    {
        var (included, dataset) = include.Trim().Split('/') switch
        {
            [var id] => (null, id),
            [{ Length: > 0 } owner, var id] => (owner, id),
            ["accounts", { Length: > 0 } owner, "datasets", var id] => (owner, id),
            _ => throw new DatasetException(Problem.InvalidDataset(include)),
        };

        if (!ResourceId.IsValid(dataset))
        {
            throw new DatasetException(Problem.InvalidDataset(include));
        }

        var beside = string.IsNullOrWhiteSpace(account) ? null : account.Trim();
        Check(included, $"the account before '/{dataset}'");
        Check(beside, $"Account of dataset '{Problem.Quoted(include)}'");
        return included is null || beside is null || included == beside
            ? new(included ?? beside, dataset)
            : throw new DatasetException(Problem.ContradictingSettings($"Account='{beside}'", $"dataset '{include.Trim()}'",
                "Give the account in one place."));
    }

    public override string ToString() => Account is null ? Dataset : $"{Account}/{Dataset}";

    /// <exception cref="DatasetException">FWDS1002, or FWDS1005 for a key, which is a valid id and would appear in URLs and messages.</exception>
    internal static void Check(string? account, string source)
    {
        if (account is not null && SecretShapes.IsServiceKey(account))
        {
            throw new DatasetException(Problem.SecretInSetting(source, "an account id"));
        }

        if (account is not null && !ResourceId.IsValid(account))
        {
            throw new DatasetException(Problem.InvalidAccount(account, source));
        }
    }
}
