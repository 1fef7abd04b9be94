namespace Fireworks.Datasets.LockFiles;

/// <summary>What git leaves in a file that it could not merge: by far the most common way to a lock file that cannot be read.</summary>
internal static class MergeConflict
{
    /// <summary>What to do about the first conflict; <see langword="null"/> where there is none.</summary>
    public static string? Find(ReadOnlySpan<byte> text)
    {
        for (var line = 1; ; line++)
        {
            if (text.StartsWith("<<<<<<< "u8) || text.StartsWith(">>>>>>> "u8))
            {
                return $"line {line} has a conflict marker of a merge. Take both sides' entries for different datasets and files, " +
                    "one side's for the same file, and build";
            }

            var end = text.IndexOf((byte)'\n');
            if (end < 0)
            {
                return null;
            }

            text = text[(end + 1)..];
        }
    }
}
