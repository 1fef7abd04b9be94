namespace Fireworks.Datasets.Service.Credentials;

/// <summary>A dataset with its account, and with what this machine says of the account.</summary>
/// <param name="MachineSource">
/// The place on this machine that named the account, e.g. <c>FIREWORKS_ACCOUNT_ID</c>; <see langword="null"/> if the project or the lock
/// file names it.
/// </param>
/// <param name="OverruledSource">The place on this machine that names another account than the lock file, which counts; else <see langword="null"/>.</param>
internal sealed record ResolvedDataset(DatasetName Name, string? MachineSource = null, string? OverruledSource = null)
{
    /// <summary>
    /// The message for a dataset whose account the project does not name, where another machine would not know it, or where the lock file
    /// leads to another account than the user's; <see langword="null"/> for any other dataset.
    /// </summary>
    /// <param name="forTask">Whether the project calls the task itself instead of declaring an item.</param>
    public string? Announcement(bool forTask = false)
    {
        var line = forTask
            ? $"<FetchFireworksDataset Account=\"{Name.Account}\" Dataset=\"{Name.Dataset}\" />"
            : $"<FireworksDataset Include=\"{Name.Account}/{Name.Dataset}\" />";
        return (MachineSource, OverruledSource) switch
        {
            ({ } source, _) => $"Account '{Name.Account}' of dataset '{Name.Dataset}' came from {source} of this machine; write {line} to make it the same everywhere.",
            (_, { } source) => $"Account '{Name.Account}' of dataset '{Name.Dataset}' came from the lock file, and not from {source} of this machine, " +
                $"which names another one; write {line} to keep it, or the same with the account that you want.",
            _ => null,
        };
    }
}
