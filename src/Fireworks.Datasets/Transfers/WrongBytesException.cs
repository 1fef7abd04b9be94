using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Transfers;

/// <summary>All bytes arrived, and they are not what storage declares. Going on with them is no use.</summary>
/// <param name="what">What of them is wrong, e.g. "md5 checksum".</param>
internal sealed class WrongBytesException(FailureKind kind, string what) : Exception($"the {what} is not what storage declares")
{
    public FailureKind Kind { get; } = kind;

    public string What { get; } = what;

    public long Declared { get; init; }

    public long Arrived { get; init; }
}
