using System.Globalization;

namespace Fireworks.Datasets.Tests.Performance;

/// <summary>
/// What this process has written, and asked the system to write, and allocated so far. Unlike times these repeat. What goes
/// over sockets is not among it. Source: proc(5), /proc/pid/io.
/// </summary>
/// <param name="Written">Bytes given to write calls.</param>
/// <param name="Writes">Calls to write.</param>
/// <param name="Allocated">Bytes of managed memory.</param>
internal readonly record struct ProcessCosts(long Written, long Writes, long Allocated)
{
    public static ProcessCosts Now()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("Only Linux counts the writes of a process.");
        }

        var counters = File.ReadLines("/proc/self/io").Select(line => line.Split(": "))
            .ToDictionary(line => line[0], line => long.Parse(line[1], CultureInfo.InvariantCulture));
        return new(counters["wchar"], counters["syscw"], GC.GetTotalAllocatedBytes(precise: true));
    }

    public static ProcessCosts operator -(ProcessCosts after, ProcessCosts before) =>
        new(after.Written - before.Written, after.Writes - before.Writes, after.Allocated - before.Allocated);

    /// <summary>Of each of so many files.</summary>
    public ProcessCosts Per(int files) => new(Written / files, Writes / files, Allocated / files);
}
