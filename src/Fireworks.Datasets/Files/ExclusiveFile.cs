namespace Fireworks.Datasets.Files;

/// <summary>
/// Mutual exclusion between processes, and within one, by a file that only one can hold open (flock on Unix, sharing modes on
/// Windows). The operating system releases it when its holder dies. It may only save work, and no result may depend on it,
/// because on a file system without locks every caller gets the file.
/// </summary>
/// <remarks>
/// A holder may write to the file, so it must be a file of this user with one name. Anything else was planted or came with a restored
/// cache: its name is removed, which leaves a link's target and a file's other names as they are, and a new file is created. A build that
/// holds the old file then excludes nobody, which costs work and nothing else.
/// </remarks>
internal static class ExclusiveFile
{
    /// <summary>The file may be replaced between two steps by another process that does the same. It never is so often in a row.</summary>
    private const int Attempts = 10;

    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(5), s_longestPause = TimeSpan.FromMilliseconds(160);

    /// <summary>Opens the file, or creates it; <see langword="null"/> while another holds it.</summary>
    /// <exception cref="IOException">It cannot be opened at all; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static HeldFile? TryOpen(string path, bool deleteOnClose = false)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (held, isFree) = EntryStatus.Of(path) is null ? Create(path, deleteOnClose) : TakeExisting(path, deleteOnClose);
            if (held is not null || !isFree)
            {
                return held;
            }
        }

        throw new IOException($"'{path}' is replaced again and again");
    }

    /// <summary>Creates the file, which must not exist, and holds it.</summary>
    /// <inheritdoc cref="TryOpen"/>
    public static HeldFile Create(string path) => Create(path, deleteOnClose: true).Held ?? throw new IOException($"'{path}' exists already");

    /// <summary>Whether a process holds the file. One that cannot be opened may be another user's, so it counts as held.</summary>
    public static bool IsHeld(string path)
    {
        try
        {
            using var file = Hold(path);
            return file is null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or IrregularFileException)
        {
            // What is no file is nobody's lock.
            return false;
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            return true;
        }
    }

    /// <summary>Waits for the file; <see langword="null"/> once <paramref name="goOn"/>, given the time waited so far, returns false.</summary>
    public static async ValueTask<HeldFile?> WaitAsync(string path, Func<TimeSpan, bool> goOn, TimeProvider time, CancellationToken cancellationToken)
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

    /// <returns>No file, but free, if another process has created one meanwhile.</returns>
    private static (HeldFile? Held, bool IsFree) Create(string path, bool deleteOnClose)
    {
        var open = NewFile.Options(FileMode.CreateNew, isPrivate: true);
        (open.Share, open.Options) = (FileShare.None, deleteOnClose && OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
        try
        {
            return (new(new FileStream(path, open), path, deleteOnClose), IsFree: true);
        }
        catch (IOException exception) when (FileFailure.IsHeldByAnother(exception))
        {
            return (null, IsFree: false);
        }
        catch (IOException) when (EntryStatus.Of(path) is not null)
        {
            return (null, IsFree: true);
        }
    }

    private static (HeldFile? Held, bool IsFree) TakeExisting(string path, bool deleteOnClose)
    {
        try
        {
            if (Hold(path, deleteOnClose) is not { } stream)
            {
                return (null, IsFree: false);
            }

            if (EntryStatus.IsOursAlone(stream.SafeFileHandle, path))
            {
                return (new(stream, path, deleteOnClose), IsFree: true);
            }

            using var _ = stream;
            if (EntryStatus.Of(stream.SafeFileHandle, path).IsAt(path))
            {
                FileRemoval.Delete(path);
            }
        }
        catch (IrregularFileException)
        {
            FileRemoval.Delete(path);
        }
        catch (FileNotFoundException)
        {
            // Its holder has removed it since it was looked for.
        }

        return (null, IsFree: true);
    }

    /// <summary>Opens and locks an existing file, whosever it is; <see langword="null"/> while another holds it.</summary>
    private static FileStream? Hold(string path, bool deleteOnClose = false)
    {
        try
        {
            return OpenFile.ToHold(path, deleteOnClose ? FileOptions.DeleteOnClose : FileOptions.None);
        }
        catch (IOException exception) when (FileFailure.IsHeldByAnother(exception))
        {
            return null;
        }
    }
}
