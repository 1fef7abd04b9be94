using System.Globalization;

namespace Fireworks.Datasets.Diagnostics;

/// <summary>Formats numbers of bytes for people, in decimal units as for disks and networks (1 kB is 1000 bytes).</summary>
internal static class ByteSize
{
    /// <summary>Returns e.g. <c>912 bytes</c> or <c>3.4 MB</c>.</summary>
    public static string Format(long bytes)
    {
        var (divisor, unit) = Unit(bytes);
        return $"{Number(bytes / divisor)} {unit}";
    }

    /// <summary>Returns e.g. <c>1.2 of 3.4 GB</c>.</summary>
    public static string Format(long part, long whole)
    {
        var (divisor, unit) = Unit(whole);
        return $"{Number(part / divisor)} of {Number(whole / divisor)} {unit}";
    }

    private static (double Divisor, string Unit) Unit(long bytes) => bytes switch
    {
        >= 1_000_000_000_000 => (1e12, "TB"),
        >= 1_000_000_000 => (1e9, "GB"),
        >= 1_000_000 => (1e6, "MB"),
        >= 1_000 => (1e3, "kB"),
        _ => (1, "bytes"),
    };

    private static string Number(double value) =>
        value.ToString(value >= 10 || value == Math.Floor(value) ? "0" : "0.0", CultureInfo.InvariantCulture);
}
