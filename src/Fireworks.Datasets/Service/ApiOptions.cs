namespace Fireworks.Datasets.Service;

/// <summary>The address of the service, and limits on its answers.</summary>
/// <param name="Root">Address of the service, including the path of a gateway if there is one.</param>
/// <param name="ReadMask">Value of the query parameter <c>readMask</c>; <see langword="null"/> if it is not sent.</param>
/// <param name="StallTimeout">How long the service may send nothing.</param>
internal sealed record ApiOptions(Uri Root, string? ReadMask, TimeSpan StallTimeout)
{
    /// <summary>The longest answer, in bytes. It has room for about 250,000 signed URLs of the usual length.</summary>
    public long MaxAnswerLength { get; init; } = 256L * 1024 * 1024;

    /// <summary>
    /// The largest number of files that a dataset may have. A build keeps about a kilobyte for each, however short names and URLs are.
    /// </summary>
    public int MaxFiles { get; init; } = 250_000;
}
