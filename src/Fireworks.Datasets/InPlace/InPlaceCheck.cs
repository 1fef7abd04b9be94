namespace Fireworks.Datasets.InPlace;

/// <summary>Tells whether a file in place is the right one: by length and time stamp if the state file has the same, else by digest.</summary>
internal static class InPlaceCheck
{
    /// <param name="remembered">What the state file says about the file; <see langword="null"/> where it says nothing.</param>
    /// <param name="expected">The content that the file must have; <see langword="null"/> where the one in the state file counts.</param>
    /// <returns>The file in place; <see langword="null"/> where it is missing, is no regular file, or is not known to be right.</returns>
    public static FileInPlace? Find(string path, FileInPlace? remembered, Content? expected)
    {
        if (FileStamp.Of(path) is not { } file)
        {
            return null;
        }

        if (remembered is not null && remembered.Content.Length == file.Length && remembered.TimeStampTicks == file.TimeStampTicks)
        {
            return expected is null || remembered.Content == expected ? remembered : null;
        }

        // A CI cache may have restored the file, or the user may have edited it. Where its length is right, only its bytes can tell.
        return expected is not null && expected.Length == file.Length && Digest(path) == expected.Digest
            ? new FileInPlace(expected, file.TimeStampTicks, remembered?.Content == expected ? remembered.Validator : null, remembered is { IsOurs: true })
            : null;
    }

    /// <summary>Finds a file that has the expected digest, but another length than expected. No contents have both.</summary>
    /// <returns>The content of the file; <see langword="null"/> where this is no such file, or too much would have to be hashed to know.</returns>
    public static Content? FindOfOtherLength(string path, FileInPlace? remembered, Content expected, HashAllowance allowance)
    {
        if (FileStamp.Of(path) is not { } file || file.Length == expected.Length)
        {
            return null;
        }

        var isRemembered = remembered is not null && remembered.Content.Length == file.Length && remembered.TimeStampTicks == file.TimeStampTicks;
        var digest = isRemembered ? remembered!.Content.Digest : allowance.TryTake(file.Length) ? Digest(path) : (Sha256Digest?)null;
        return digest == expected.Digest ? new(file.Length, expected.Digest) : null;
    }

    public static Sha256Digest Digest(string path)
    {
        using var stream = OpenFile.ToRead(path, FileOptions.SequentialScan);
        return Sha256Digest.Of(stream);
    }
}
