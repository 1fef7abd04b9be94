namespace Fireworks.Datasets.Service;

/// <summary>Where the service is, and the bounds of what it may answer.</summary>
/// <param name="Root">Address of the service, with the path of a gateway where there is one.</param>
/// <param name="ReadMask">Passed on as it is; <see langword="null"/>: not sent.</param>
/// <param name="StallTimeout">How long the service may send nothing.</param>
internal sealed record ApiOptions(Uri Root, string? ReadMask, TimeSpan StallTimeout)
{
    /// <summary>Bytes of the longest answer; a quarter of a million signed URLs of the usual length.</summary>
    public long MaxAnswerLength { get; init; } = 256L * 1024 * 1024;

    /// <summary>Files that a dataset may have.</summary>
    public int MaxFiles { get; init; } = 1_000_000;
}
