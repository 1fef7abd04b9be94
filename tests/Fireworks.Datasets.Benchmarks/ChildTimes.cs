using System.Runtime.InteropServices;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>
/// Processor time of ended child processes and of theirs. On a machine that others use too it says more than the clock.
/// </summary>
internal static partial class ChildTimes
{
    private const int Children = -1;

    /// <summary>So far; zero where the system does not tell.</summary>
    public static TimeSpan Total()
    {
        if (!OperatingSystem.IsLinux() || GetUsage(Children, out var usage) != 0)
        {
            return TimeSpan.Zero;
        }

        return TimeSpan.FromSeconds(usage.UserSeconds + usage.SystemSeconds) + TimeSpan.FromMicroseconds(usage.UserMicroseconds + usage.SystemMicroseconds);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, out Usage usage);

    // struct rusage of 64-bit Linux; only its head is read.
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public long UserSeconds, UserMicroseconds, SystemSeconds, SystemMicroseconds;
    }
}
