namespace Fireworks.Datasets.InPlace;

/// <summary>Tells whether a file in place is what it should be: by length and time stamp where the state knows them, else by its digest.</summary>
internal static class InPlaceCheck
{
    /// <returns>The file's state, or <see langword="null"/> where it is missing, is something else, or is not known to be right.</returns>
    /// <param name="expected">The digest that it must have; <see langword="null"/>: whatever the state says that it has.</param>
    public static FileInPlace? Find(string path, FileInPlace? remembered, Sha256Digest? expected)
    {
        if (FileStamp.Of(path) is not { } file)
        {
            return null;
        }

        if (remembered is not null && remembered.Content.Length == file.Length && remembered.TimeStampTicks == file.TimeStampTicks)
        {
            return expected is null || remembered.Content.Digest == expected ? remembered : null;
        }

        // Restored by a CI cache, touched, or edited: only the bytes can tell.
        return expected is { } digest && Digest(path) == digest
            ? new FileInPlace(new(file.Length, digest), file.TimeStampTicks, remembered?.Content.Digest == digest ? remembered.Validator : null)
            : null;
    }

    public static Sha256Digest Digest(string path)
    {
        using var stream = OpenFile.ToRead(path, FileOptions.SequentialScan);
        return Sha256Digest.Of(stream);
    }
}
