using System.Text;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Names;

namespace Fireworks.Datasets.Tests.Infra;

/// <summary>The dataset acme/eval in a folder, as an earlier build left it.</summary>
internal sealed class PlacedScene : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, FileInPlace?> _state = new(StringComparer.Ordinal);

    public PlacedScene() => Location = DatasetLocation.Under(_folder["obj"], Key);

    public static DatasetKey Key { get; } = new(new("acme", "eval"), Lineage: false);

    public DatasetLocation Location { get; }

    public string Folder => _folder["obj"];

    public string this[string file] => Path.Join(Location.Folder, file);

    public static Sha256Digest DigestOf(string contents) => Sha256Digest.Of(Encoding.UTF8.GetBytes(contents));

    public static Content ContentOf(string contents) => new(Encoding.UTF8.GetByteCount(contents), DigestOf(contents));

    /// <summary>What a lock file pins.</summary>
    public static LockFile Locked(params (string File, string? Contents)[] files) =>
        LockedAs([.. files.Select(file => (file.File, file.Contents is null ? null : ContentOf(file.Contents)))]);

    public static LockFile LockedAs(params (string File, Content? Content)[] files) => LockFile.Empty.With(
        [KeyValuePair.Create(Key, new LockedDataset(files.Select(file => KeyValuePair.Create(file.File, file.Content))))]);

    public DatasetRequest Request(string files = "**", bool floating = false) => new(Key, new FileFilter([files], []), floating, Location);

    public DatasetState? State => DatasetState.Read(Location.StateFile);

    /// <summary>A file in place that the state knows.</summary>
    public PlacedScene Place(string file, string contents) => Place(file, contents, isOurs: true);

    /// <summary>A file of the user that an earlier build took as it was.</summary>
    public PlacedScene Find(string file, string contents) => Place(file, contents, isOurs: false);

    private PlacedScene Place(string file, string contents, bool isOurs)
    {
        Write(file, contents);
        _state[file] = new(ContentOf(contents), File.GetLastWriteTimeUtc(this[file]).Ticks, Validator: null, isOurs);
        Directory.CreateDirectory(Path.GetDirectoryName(Location.StateFile)!);
        new DatasetState(Key, "", _state).Write(Location.StateFile);
        return this;
    }

    /// <summary>A file in place that it does not know, or no longer as it is.</summary>
    public PlacedScene Write(string file, string contents)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[file])!);
        File.WriteAllText(this[file], contents);
        return this;
    }

    public void Dispose() => _folder.Dispose();
}
