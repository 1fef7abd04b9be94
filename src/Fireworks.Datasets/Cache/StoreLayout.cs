using System.Globalization;

namespace Fireworks.Datasets.Cache;

/// <summary>Where things are in the store.</summary>
internal sealed class StoreLayout(string root)
{
    public string Root { get; } = root;

    /// <summary>Marks a directory that backups leave out: https://bford.info/cachedir/.</summary>
    public string CacheTag { get; } = Path.Join(root, "CACHEDIR.TAG");

    /// <summary>Contents by digest; complete, verified, immutable. Their time stamp is their last use, to the day.</summary>
    public FanOut Contents { get; } = new(Path.Join(root, "sha256"));

    /// <summary>What was last seen of a remote file; also the lock on it.</summary>
    public FanOut Remote { get; } = new(Path.Join(root, "remote"));

    /// <summary>Downloads that are under way or were cut short, by remote file.</summary>
    public OwnFolder Partials { get; } = new(Path.Join(root, "partials"));

    public OwnFolder Temporary { get; } = new(Path.Join(root, "temp"));

    /// <summary>Contents that were found not to be what their name says.</summary>
    public string Damaged { get; } = Path.Join(root, "damaged");

    /// <summary>Mutual exclusion for lock files, which have their own place in a source tree.</summary>
    public string Locks { get; } = Path.Join(root, "locks");

    /// <summary>One file for each running build, held open.</summary>
    public string Sessions { get; } = Path.Join(root, "sessions");

    public string ContentPath(Sha256Digest digest) => Contents.PathOf(digest.ToString());
}

/// <summary>A folder of ours in the store, made when the first file is to be written there, and not looked at again for each.</summary>
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

/// <summary>A directory with one level of folders, <c>ab/abcd…</c>: some file systems are slow with very many files in one.</summary>
internal sealed class FanOut(string directory)
{
    private readonly bool[] _created = new bool[256];

    public string FullPath { get; } = directory;

    public string PathOf(string hex) => Path.Join(FullPath, hex.AsSpan(0, 2), hex);

    /// <summary>The path, in a folder that exists. Each folder is made once: ten thousand files would ask ten thousand times.</summary>
    public string WritablePathOf(string hex)
    {
        var path = PathOf(hex);
        var folder = byte.Parse(hex.AsSpan(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (!Volatile.Read(ref _created[folder]))
        {
            PrivateDirectory.CreateOwn(FullPath);
            PrivateDirectory.CreateOwn(Path.GetDirectoryName(path)!);
            Volatile.Write(ref _created[folder], true);
        }

        return path;
    }
}
