using System.Globalization;

namespace Fireworks.Datasets.Cache;

/// <summary>The paths of files and folders in the content store.</summary>
internal sealed class StoreLayout(string root)
{
    public string Root { get; } = root;

    /// <summary>The file that tells backup programs to leave out the store: see <see cref="Cache.CacheTag"/>.</summary>
    public string CacheTag { get; } = Path.Join(root, "CACHEDIR.TAG");

    /// <summary>Complete, verified, immutable contents by digest. The time stamp of each is its last use, accurate to a day.</summary>
    public FanOut Contents { get; } = new(Path.Join(root, "sha256"));

    /// <summary>The record of what was last seen of each remote file. The same file is the lock on it.</summary>
    public FanOut Remote { get; } = new(Path.Join(root, "remote"));

    /// <summary>The partial files of running and of interrupted downloads, by remote file.</summary>
    public OwnFolder Partials { get; } = new(Path.Join(root, "partials"));

    public OwnFolder Temporary { get; } = new(Path.Join(root, "temp"));

    /// <summary>Contents whose bytes were found not to match their digest.</summary>
    public string Damaged { get; } = Path.Join(root, "damaged");

    /// <summary>The files that builds hold open while they write a lock file, which is itself in a source tree.</summary>
    public string Locks { get; } = Path.Join(root, "locks");

    /// <summary>One file for each running build, which holds it open.</summary>
    public string Sessions { get; } = Path.Join(root, "sessions");

    public string ContentPath(Sha256Digest digest) => Contents.PathOf(digest.ToString());

    /// <summary>Why the store cannot be trusted; <see langword="null"/> if it can. Folders with two digits are checked when they are first used.</summary>
    /// <exception cref="IOException">It cannot be opened; also <see cref="UnauthorizedAccessException"/>.</exception>
    public string? WhyUnsafe() => PrivateDirectory.WhyUnsafe(Root) ?? ((string[])[
        Contents.FullPath, Remote.FullPath, Partials.FullPath, Temporary.FullPath, Damaged, Locks, Sessions,
    ]).Select(PrivateDirectory.WhyOwnIsUnsafe).FirstOrDefault(why => why is not null);
}

/// <summary>A folder in the store that is created before its first file is written, and then checked once: see <see cref="PrivateDirectory"/>.</summary>
internal sealed class OwnFolder(string path)
{
    private readonly Lazy<string> _made = new(() => Make(path), LazyThreadSafetyMode.PublicationOnly);

    public string FullPath { get; } = path;

    public string WritablePathOf(string name) => Path.Join(_made.Value, name);

    private static string Make(string path)
    {
        PrivateDirectory.CreateOwn(path);
        return path;
    }
}

/// <summary>A directory with one level of folders, <c>ab/abcd…</c>, because some file systems are slow with very many files in one.</summary>
internal sealed class FanOut(string directory)
{
    private readonly bool[] _created = new bool[256], _checked = new bool[256];

    public string FullPath { get; } = directory;

    public string PathOf(string hex) => Path.Join(FullPath, hex.AsSpan(0, 2), hex);

    /// <summary>The path of a file that may exist, in a folder that only this user may write to. Each folder is checked once.</summary>
    /// <exception cref="IOException">Others may write to its folder, or it is a link.</exception>
    public string ReadablePathOf(string hex)
    {
        var path = PathOf(hex);
        var folder = FolderOf(hex);
        if (!Volatile.Read(ref _checked[folder]))
        {
            if (PrivateDirectory.WhyOwnIsUnsafe(Path.GetDirectoryName(path)!) is { } why)
            {
                throw new IOException(why);
            }

            Volatile.Write(ref _checked[folder], true);
        }

        return path;
    }

    /// <summary>The path of a file, in a folder that exists. Each folder is created and checked once, and not for each of its files.</summary>
    public string WritablePathOf(string hex)
    {
        var path = PathOf(hex);
        var folder = FolderOf(hex);
        if (!Volatile.Read(ref _created[folder]))
        {
            PrivateDirectory.CreateOwn(FullPath);
            PrivateDirectory.CreateOwn(Path.GetDirectoryName(path)!);
            Volatile.Write(ref _created[folder], true);
        }

        return path;
    }

    private static byte FolderOf(string hex) => byte.Parse(hex.AsSpan(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
