namespace Fireworks.Datasets.LockFiles;

/// <summary>Finds the conflict markers that git leaves in a file. They are by far the most common reason why a lock file is invalid.</summary>
internal static class MergeConflict
{
    /// <summary>Says where the first conflict is and how to resolve it; <see langword="null"/> if there is none.</summary>
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
