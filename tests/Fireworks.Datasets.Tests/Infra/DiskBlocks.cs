using System.Diagnostics;
using System.Globalization;

namespace Fireworks.Datasets.Tests.Infra;

/// <summary>What the files of a folder take on disk. Holes of sparse files take nothing, and space that is only reserved counts.</summary>
internal static class DiskBlocks
{
    /// <returns>In bytes, without the folder's own block.</returns>
    public static long Of(string folder)
    {
        using var du = Process.Start(new ProcessStartInfo("du", ["--summarize", "--block-size=1", folder]) { RedirectStandardOutput = true })!;
        var line = du.StandardOutput.ReadToEnd();
        du.WaitForExit();
        return long.Parse(line.Split('\t')[0], CultureInfo.InvariantCulture);
    }
}
