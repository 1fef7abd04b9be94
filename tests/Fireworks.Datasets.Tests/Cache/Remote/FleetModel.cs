namespace Fireworks.Datasets.Tests.Cache.Remote;

/// <summary>The counts that docs/fleet.md plans with, for agents with empty disks and one dataset of its lock file.</summary>
/// <param name="Agents">All of them.</param>
/// <param name="Early">Those that look a file up before the first of them has put it into the cache: 0 where it is there already.</param>
/// <param name="Files">Each of <paramref name="Length"/> bytes.</param>
internal sealed record FleetModel(int Agents, int Early, int Files, long Length)
{
    /// <summary>Who misses a file asks the service for the URLs, once.</summary>
    public int ServiceRequests => Early;

    public int Transfers => Early * Files;

    public long ServiceBytes => Transfers * Length;

    public int CacheHits => (Agents - Early) * Files;

    public int CacheMisses => Early * Files;

    public int CachePuts => Early * Files;

    public long CacheBytesOut => CacheHits * Length;

    public long CacheBytesIn => CachePuts * Length;

    public int CacheRequests => CacheHits + CacheMisses + CachePuts;

    /// <summary>How many are early, when they start evenly over a time and one needs some from lookup to upload.</summary>
    public static int EarlyOf(int agents, TimeSpan start, TimeSpan fetch) =>
        Math.Min(agents, 1 + (int)Math.Round((agents - 1) * (fetch / start)));
}
