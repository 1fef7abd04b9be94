namespace Fireworks.Datasets.Service.Credentials;

/// <summary>A dataset with its account, and where the account came from if it was this machine.</summary>
/// <param name="MachineSource">E.g. <c>FIREWORKS_ACCOUNT_ID</c>; <see langword="null"/> where project or lock file name the account.</param>
internal sealed record ResolvedDataset(DatasetName Name, string? MachineSource = null)
{
    /// <summary>Said once for a dataset whose account another machine would not know; else <see langword="null"/>.</summary>
    /// <param name="forTask">The user wrote the task, not an item.</param>
    public string? Announcement(bool forTask = false)
    {
        var line = forTask
            ? $"<FetchFireworksDataset Account=\"{Name.Account}\" Dataset=\"{Name.Dataset}\" />"
            : $"<FireworksDataset Include=\"{Name.Account}/{Name.Dataset}\" />";
        return MachineSource is null
            ? null
            : $"Account '{Name.Account}' of dataset '{Name.Dataset}' came from {MachineSource} of this machine; write {line} to make it the same everywhere.";
    }
}
