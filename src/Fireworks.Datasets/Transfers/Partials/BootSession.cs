namespace Fireworks.Datasets.Transfers.Partials;

/// <summary>
/// Identifies the current boot of this machine. After a power cut, a partial file may hold zeros where written bytes had not
/// reached the disk, although its sidecar did and lists them. A partial file of another boot is therefore continued only if
/// storage declared a checksum that will reveal such zeros.
/// </summary>
internal static class BootSession
{
    private const string LinuxBootId = "/proc/sys/kernel/random/boot_id";

    public static string Current(TimeProvider time)
    {
        if (OperatingSystem.IsLinux() && File.Exists(LinuxBootId))
        {
            using var reader = new StreamReader(OpenFile.ToReadThroughLinks(LinuxBootId));
            return reader.ReadToEnd().Trim();
        }

        // The clock may be adjusted, so the time is rounded down to ten minutes. If the value changes all the same, a partial file is
        // only fetched again. Two boots within the same ten minutes are not told apart.
        var started = time.GetUtcNow() - TimeSpan.FromMilliseconds(Environment.TickCount64);
        return FormattableString.Invariant($"{started.ToUnixTimeSeconds() / 600}");
    }
}
