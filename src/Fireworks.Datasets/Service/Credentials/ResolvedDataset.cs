namespace Fireworks.Datasets.Service.Credentials;

/// <summary>A dataset with its account, and with the place on this machine that named the account, if one did.</summary>
/// <param name="MachineSource">E.g. <c>FIREWORKS_ACCOUNT_ID</c>; <see langword="null"/> if the project or lock file names the account.</param>
internal sealed record ResolvedDataset(DatasetName Name, string? MachineSource = null)
{
    /// <summary>The message for a dataset whose account another machine would not know; <see langword="null"/> for any other dataset.</summary>
    /// <param name="forTask">Whether the project calls the task itself instead of declaring an item.</param>
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
