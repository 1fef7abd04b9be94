using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.InPlace;

/// <summary>A file as this package put it into place.</summary>
/// <param name="TimeStampTicks">Its last write time, UTC, in <see cref="DateTime.Ticks"/>, as the file system gave it back.</param>
/// <param name="Validator">What storage sent with it.</param>
internal sealed record FileInPlace(Content Content, long TimeStampTicks, Validator? Validator);

/// <summary>
/// What is known beside a dataset's files: every name that the dataset had when it was last resolved, and what was put into
/// place (<see langword="null"/> where only the name is known). Only a memory: without it everything is looked at afresh.
/// </summary>
/// <param name="Service">Base address of the service whose validators these are.</param>
/// <param name="Files">Compares names ordinally.</param>
internal sealed record DatasetState(DatasetKey Dataset, string Service, IReadOnlyDictionary<string, FileInPlace?> Files)
{
    public static IReadOnlyDictionary<string, FileInPlace?> NoFiles { get; } = new Dictionary<string, FileInPlace?>();

    /// <summary>Of the state file, no newer than what was read from it; <see langword="null"/> where it was not read.</summary>
    public FileStamp? Stamp { get; private init; }

    /// <summary>The state at <paramref name="path"/>; <see langword="null"/> where there is none that can be used.</summary>
    /// <remarks>Names are as they stand there: check them before use.</remarks>
    public static DatasetState? Read(string path)
    {
        try
        {
            // Before the contents: whoever replaces the file in between gives it another stamp.
            var stamp = FileStamp.Of(path);
            return AtomicFile.ReadAllBytes(path) is { } bytes && DatasetStateReader.Parse(bytes) is { } state ? state with { Stamp = stamp } : null;
        }
        catch (Diagnostics.DatasetException)
        {
            // What cannot be read cannot be remembered; writing it anew reports what is wrong with the path.
            return null;
        }
    }

    /// <summary>For a build that asks this service: a validator means nothing to any other.</summary>
    public DatasetState For(string service) => service == Service ? this : this with
    {
        Service = service,
        Files = Files.ToDictionary(file => file.Key, file => file.Value is { } placed ? placed with { Validator = null } : null, StringComparer.Ordinal),
    };

    /// <returns>The stamp of what was written.</returns>
    /// <exception cref="Diagnostics.DatasetException">FWDS5003, FWDS5004.</exception>
    public FileStamp? Write(string path) => AtomicFile.WriteAllBytes(path, DatasetStateWriter.Write(this), privateToUser: true);
}
