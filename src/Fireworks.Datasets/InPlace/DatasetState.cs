using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.InPlace;

/// <summary>A file in place with the contents that it should have.</summary>
/// <param name="TimeStampTicks">The last write time in UTC, in <see cref="DateTime.Ticks"/>, as the file system returned it.</param>
/// <param name="Validator">The validator that storage sent with the contents; <see langword="null"/> where none is known.</param>
/// <param name="IsOurs">
/// Whether this package wrote the file. One in a folder of the user that was there before, and happens to have the right contents, is used,
/// but it is the user's: it is never replaced and never removed.
/// </param>
internal sealed record FileInPlace(Content Content, long TimeStampTicks, Validator? Validator, bool IsOurs = true)
{
    /// <summary>No file has this time stamp, so what stands at the path is known by its bytes alone.</summary>
    private const long NotPlacedYet = 0;

    public bool IsPlaced => TimeStampTicks != NotPlacedYet;

    /// <summary>What is recorded before a file is placed. If the build is killed after it, the next one knows whose the file is.</summary>
    public static FileInPlace ToBe(Content content) => new(content, NotPlacedYet, Validator: null);
}

/// <summary>
/// What the state file of a dataset says: every file name that the dataset last had, and the files that were put into place
/// (<see langword="null"/> where only the name is known). If it is deleted, the next build checks everything anew.
/// </summary>
/// <param name="Service">The base address of the service that the validators come from.</param>
/// <param name="Files">The files by name, compared ordinally.</param>
internal sealed record DatasetState(DatasetKey Dataset, string Service, IReadOnlyDictionary<string, FileInPlace?> Files)
{
    /// <summary>Whether this package wrote what stands at a path, or, of a build that was killed, was about to write just these bytes there.</summary>
    /// <param name="name">The name of the file in the dataset.</param>
    /// <param name="asPlaced">
    /// Whether the file must still be as it was placed. Elsewhere than in a folder of the user, a damaged or edited file is this package's too.
    /// </param>
    /// <exception cref="IOException">The file cannot be read; also <see cref="UnauthorizedAccessException"/>.</exception>
    public bool Owns(string name, string path, bool asPlaced) => Files.GetValueOrDefault(name) is { IsOurs: true } placed
        && ((placed.IsPlaced && !asPlaced) || InPlaceCheck.Find(path, placed, placed.Content) is not null);

    public static IReadOnlyDictionary<string, FileInPlace?> NoFiles { get; } = new Dictionary<string, FileInPlace?>();

    /// <summary>The stamp of the state file before it was read; <see langword="null"/> where the state does not come from a file.</summary>
    public FileStamp? Stamp { get; private init; }

    /// <summary>Reads a state file.</summary>
    /// <param name="path">A path as in <see cref="DatasetLocation"/>.</param>
    /// <returns>The state; <see langword="null"/> where the file is missing or cannot be used, or is neither of this user nor of the owner of the datasets folder.</returns>
    /// <remarks>The file names in it are not checked. Check each one before use.</remarks>
    public static DatasetState? Read(string path)
    {
        try
        {
            // The stamp is taken first: if another build replaces the file before it is read, the file has another stamp afterwards.
            var stamp = FileStamp.Of(path);
            return AtomicFile.ReadAllBytes(path, isPrivate: true, ownedLike: DatasetLocation.RootOf(path)) is { } bytes && DatasetStateReader.Parse(bytes) is { } state ? state with { Stamp = stamp } : null;
        }
        catch (Diagnostics.DatasetException)
        {
            // A state file that cannot be read counts as missing. If its path is the problem, writing the file will report that.
            return null;
        }
    }

    /// <summary>Returns the state for a build that asks this service, without validators of another one, which mean nothing to it.</summary>
    public DatasetState For(string service) => service == Service ? this : this with
    {
        Service = service,
        Files = Files.ToDictionary(file => file.Key, file => file.Value is { } placed ? placed with { Validator = null } : null, StringComparer.Ordinal),
    };

    /// <returns>The stamp of the written file.</returns>
    /// <exception cref="Diagnostics.DatasetException">FWDS5003, FWDS5004.</exception>
    public FileStamp? Write(string path) => AtomicFile.WriteAllBytes(path, DatasetStateWriter.Write(this), isPrivate: true);
}
