using System.Globalization;

namespace Fireworks.Datasets.Diagnostics;

/// <summary>Numbers of bytes for people: decimal units, as disks and networks are sold.</summary>
internal static class ByteSize
{
    /// <summary>E.g. <c>912 bytes</c>, <c>3.4 MB</c>.</summary>
    public static string Format(long bytes)
    {
        var (divisor, unit) = Unit(bytes);
        return $"{Number(bytes / divisor)} {unit}";
    }

    /// <summary>E.g. <c>1.2 of 3.4 GB</c>.</summary>
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
