using System.Globalization;
using System.Runtime.InteropServices;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>What figures depend on.</summary>
internal static class Machine
{
    public static string Describe() => string.Join(", ", (IEnumerable<string>)
    [
        $"{Processor()}, {Environment.ProcessorCount} cores",
        string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30):0} GiB of memory"),
        RuntimeInformation.OSDescription,
        $"kernel {Environment.OSVersion.Version}",
        $".NET SDK {Tool.FirstLine("dotnet", "--version")}",
        $".NET {Environment.Version}",
        Tool.Find("nginx") is null ? "storage: the emulator" : "storage: " + Tool.FirstLine("nginx", "-v")?.Split(' ')[^1],
        .. Version("curl"),
        .. Version("aria2c"),
    ]);

    private static IEnumerable<string> Version(string tool) =>
        Tool.FirstLine(tool, "--version") is { } line
            ? [$"{tool} {line.Split(' ').FirstOrDefault(word => word.Length > 0 && char.IsAsciiDigit(word[0]))}"]
            : [];

    private static string Processor() => (File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo") : [])
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1]
        ?? RuntimeInformation.ProcessArchitecture.ToString();
}
