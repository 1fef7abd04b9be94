namespace Fireworks.Datasets.Names;

/// <summary>
/// Recognises the names that Windows reserves for devices, with any extension
/// (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
/// </summary>
internal static class DeviceName
{
    /// <param name="segment">One segment of a path, e.g. <c>nul.txt</c>.</param>
    public static bool IsReserved(ReadOnlySpan<char> segment)
    {
        // Windows ignores everything from the first dot on and the spaces before it, so "NUL .tar.gz" is NUL.
        var dot = segment.IndexOf('.');
        var stem = (dot < 0 ? segment : segment[..dot]).TrimEnd(' ');
        return stem.Length switch
        {
            3 => Is(stem, "CON") || Is(stem, "PRN") || Is(stem, "AUX") || Is(stem, "NUL"),
            4 => (Is(stem[..3], "COM") || Is(stem[..3], "LPT")) && (char.IsAsciiDigit(stem[3]) || stem[3] is '¹' or '²' or '³'),
            6 => Is(stem, "CONIN$") || Is(stem, "CLOCK$"),
            7 => Is(stem, "CONOUT$"),
            _ => false,
        };
    }

    private static bool Is(ReadOnlySpan<char> stem, string device) => stem.Equals(device, StringComparison.OrdinalIgnoreCase);
}
