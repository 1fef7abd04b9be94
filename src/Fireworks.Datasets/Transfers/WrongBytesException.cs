using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Transfers;

/// <summary>All bytes of a file arrived, but they do not match what storage declares, so they must be discarded.</summary>
/// <param name="what">The property that does not match, for example "md5 checksum".</param>
internal sealed class WrongBytesException(FailureKind kind, string what) : Exception($"the {what} is not what storage declares")
{
    public FailureKind Kind { get; } = kind;

    public string What { get; } = what;

    public long Declared { get; init; }

    public long Arrived { get; init; }
}
