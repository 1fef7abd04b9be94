namespace Fireworks.Datasets.Transfers.Partials;

/// <summary>
/// Names the time since this machine started. After a power cut a file may hold zeros where bytes were written but not
/// yet on the disk, and a sidecar that was on the disk would vouch for them. So partials of another session count only
/// where a declared checksum will tell.
/// </summary>
internal static class BootSession
{
    private const string LinuxBootId = "/proc/sys/kernel/random/boot_id";

    public static string Current(TimeProvider time)
    {
        if (OperatingSystem.IsLinux() && File.Exists(LinuxBootId))
        {
            using var reader = new StreamReader(OpenFile.ToRead(LinuxBootId));
            return reader.ReadToEnd().Trim();
        }

        // Clocks are adjusted, so this is coarse; where it is wrong a partial is fetched again.
        var started = time.GetUtcNow() - TimeSpan.FromMilliseconds(Environment.TickCount64);
        return FormattableString.Invariant($"{started.ToUnixTimeSeconds() / 600}");
    }
}
