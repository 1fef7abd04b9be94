namespace Fireworks.Datasets.Files;

/// <summary>
/// Mutual exclusion between processes, and within one, by a file that only one can hold open (flock on Unix, sharing modes on
/// Windows). The operating system releases it when its holder dies. It may only save work, and no result may depend on it,
/// because on a file system without locks every caller gets the file.
/// </summary>
internal static class ExclusiveFile
{
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(5), s_longestPause = TimeSpan.FromMilliseconds(160);

    /// <summary>Opens the file, or creates it; <see langword="null"/> while another holds it.</summary>
    /// <exception cref="IOException">It cannot be opened at all; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static FileStream? TryOpen(string path, FileMode mode = FileMode.OpenOrCreate, FileOptions options = FileOptions.None)
    {
        var open = NewFile.Options(mode, isPrivate: true);
        (open.Share, open.Options) = (FileShare.None, options);
        try
        {
            RemoveLink(path);
            return new FileStream(path, open);
        }
        catch (IOException exception) when (FileFailure.IsHeldByAnother(exception))
        {
            return null;
        }
    }

    /// <summary>Removes a symbolic link. This package creates none, so the link was planted, and its target must not be written to.</summary>
    private static void RemoveLink(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            File.Delete(path);
        }
    }

    /// <summary>Whether a process holds the file. One that cannot be opened may be another user's, so it counts as held.</summary>
    public static bool IsHeld(string path)
    {
        try
        {
            using var file = TryOpen(path, FileMode.Open);
            return file is null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            return true;
        }
    }

    /// <summary>Waits for the file; <see langword="null"/> once <paramref name="goOn"/>, given the time waited so far, returns false.</summary>
    public static async ValueTask<FileStream?> WaitAsync(string path, Func<TimeSpan, bool> goOn, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        for (var pause = s_firstPause; ; pause = pause < s_longestPause ? pause * 2 : s_longestPause)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryOpen(path) is { } file)
            {
                return file;
            }

            if (!goOn(time.GetElapsedTime(start)))
            {
                return null;
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
