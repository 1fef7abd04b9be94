namespace Fireworks.Datasets.Benchmarks;

/// <summary>One run of a command.</summary>
/// <param name="Processor">Of the command and all that it started, user and system.</param>
/// <param name="PeakMemory">Of the same, in bytes; see <see cref="MemoryWatch"/>.</param>
internal readonly record struct Run(TimeSpan Elapsed, TimeSpan Processor, long PeakMemory);
