namespace Fireworks.Datasets.InPlace;

/// <summary>Tells whether a file in place is the right one: by length and time stamp if the state file has the same, else by digest.</summary>
internal static class InPlaceCheck
{
    /// <param name="remembered">What the state file says about the file; <see langword="null"/> where it says nothing.</param>
    /// <param name="expected">The digest that the file must have; <see langword="null"/> where the one in the state file counts.</param>
    /// <returns>
    /// The file in place, with the length that it has; <see langword="null"/> where it is missing, is no regular file, or is not known
    /// to be right.
    /// </returns>
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

        // A CI cache may have restored the file, or the user may have edited it. Only its bytes can tell whether it is right.
        return expected is { } digest && Digest(path) == digest
            ? new FileInPlace(new(file.Length, digest), file.TimeStampTicks, remembered?.Content.Digest == digest ? remembered.Validator : null, remembered is { IsOurs: true })
            : null;
    }

    public static Sha256Digest Digest(string path)
    {
        using var stream = OpenFile.ToRead(path, FileOptions.SequentialScan);
        return Sha256Digest.Of(stream);
    }
}
