namespace Fireworks.Datasets.Cache;

/// <summary>
/// The files and folders in the content store. Each folder of the first level is opened when it is first used, checked, and stays open, so
/// that a link that takes its place later leads nothing elsewhere. Below it, only this user can change anything.
/// </summary>
internal sealed class StoreLayout : IDisposable
{
    private readonly Lazy<HeldFolder> _folder;

    public StoreLayout(string root)
    {
        Root = root;
        _folder = new(() => HeldFolder.TryOpen(root) ?? throw new DirectoryNotFoundException($"'{root}' is gone"));
        OwnFolder Own(string name) => new(_folder, name);
        (Contents, Remote) = (new(Own("sha256")), new(Own("remote")));
        (Partials, Temporary, Damaged, Locks, Sessions) = (Own("partials"), Own("temp"), Own("damaged"), Own("locks"), Own("sessions"));
    }

    public string Root { get; }

    /// <summary>The store itself, which exists.</summary>
    public HeldFolder Folder => _folder.Value;

    /// <summary>Complete, verified, immutable contents by digest. The time stamp of each is its last use, accurate to a day.</summary>
    public FanOut Contents { get; }

    /// <summary>The record of what was last seen of each remote file. The same file is the lock on it.</summary>
    public FanOut Remote { get; }

    /// <summary>The partial files of running and of interrupted downloads, by remote file.</summary>
    public OwnFolder Partials { get; }

    public OwnFolder Temporary { get; }

    /// <summary>Contents whose bytes were found not to match their digest, and what is no file.</summary>
    public OwnFolder Damaged { get; }

    /// <summary>The files that builds hold open while they write a lock file, which is itself in a source tree.</summary>
    public OwnFolder Locks { get; }

    /// <summary>One file for each running build, which holds it open.</summary>
    public OwnFolder Sessions { get; }

    private OwnFolder[] Folders => [Contents.Folder, Remote.Folder, Partials, Temporary, Damaged, Locks, Sessions];

    /// <summary>Whether the store has a folder of this name.</summary>
    public bool Uses(string name) => Folders.Any(folder => string.Equals(folder.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Why the store cannot be trusted; <see langword="null"/> if it can. Folders with two digits are checked when they are first used.</summary>
    /// <exception cref="IOException">It cannot be opened; also <see cref="UnauthorizedAccessException"/>.</exception>
    public string? WhyUnsafe() => PrivateDirectory.WhyUnsafe(Folder) ?? Folders.Select(folder => folder.WhyUnsafe()).FirstOrDefault(why => why is not null);

    public void Dispose()
    {
        foreach (var folder in Folders)
        {
            folder.Dispose();
        }

        if (_folder.IsValueCreated)
        {
            _folder.Value.Dispose();
        }
    }
}
