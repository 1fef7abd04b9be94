using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.Service.Credentials;

/// <summary>
/// Finds the account of a dataset in the first of these places that names one: the item, the settings, the lock file if all
/// its entries for the dataset have one account, the environment, <c>auth.ini</c>.
/// </summary>
internal sealed class AccountResolver(MachineEnvironment machine, FetchSettings settings)
{
    private const string Variable = "FIREWORKS_ACCOUNT_ID";

    // The file is read at most once, and only when it is needed, because most projects name their accounts.
    private readonly Lazy<AuthIniFile> _authIni = new(() => AuthIniFile.Find(machine));

    /// <param name="locked">The keys of the lock file.</param>
    /// <exception cref="DatasetException">FWDS1004: no place names an account. FWDS1002, FWDS1005: this machine names an invalid one.</exception>
    public ResolvedDataset Resolve(DatasetReference reference, IEnumerable<DatasetKey> locked)
    {
        if ((reference.Account ?? settings.AccountId) is { } given)
        {
            return new(new(given, reference.Dataset));
        }

        var machine = OfMachine();
        if (OnlyLocked(reference.Dataset, locked) is { } pinned)
        {
            return new(new(pinned, reference.Dataset), OverruledSource: machine is { } other && other.Account != pinned ? other.Source : null);
        }

        var (account, source) = machine ?? throw new DatasetException(Problem.NoAccount(reference.Dataset));
        DatasetReference.Check(account, source);
        return new(new(account, reference.Dataset), source);
    }

    private (string Account, string Source)? OfMachine()
    {
        if (machine[Variable]?.Trim() is { Length: > 0 } fromVariable)
        {
            return (fromVariable, Variable);
        }

        return _authIni.Value.Contents?.AccountId is { } fromFile ? (fromFile, $"account_id of {_authIni.Value.Place}") : null;
    }

    private static string? OnlyLocked(string dataset, IEnumerable<DatasetKey> locked)
    {
        var accounts = locked.Where(key => key.Name.Dataset == dataset).Select(key => key.Name.Account).Distinct().Take(2).ToArray();
        return accounts.Length == 1 ? accounts[0] : null;
    }
}
