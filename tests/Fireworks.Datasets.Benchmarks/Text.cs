using System.Globalization;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>Figures as people read them.</summary>
internal static class Text
{
    public static string Bytes(double bytes)
    {
        string[] units = ["bytes", "KiB", "MiB", "GiB"];
        var unit = 0;
        for (; bytes >= 1024 && unit < units.Length - 1; unit++)
        {
            bytes /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0.#} {units[unit]}");
    }

    public static string Mebibytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1 << 20):0} MiB");

    public static string Files(double count) => string.Create(CultureInfo.InvariantCulture, $"{count:n0} {(count == 1 ? "file" : "files")}");
}
