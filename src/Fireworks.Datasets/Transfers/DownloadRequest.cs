using Fireworks.Datasets.Http;
using Fireworks.Datasets.Service;

namespace Fireworks.Datasets.Transfers;

/// <summary>One file to download.</summary>
/// <param name="PartialPath">
/// The path of the partial file, which later runs can continue, and in the end of the whole file. No other build may use it
/// meanwhile. The sidecar and temporary files have the same path with a suffix. Its folder and that of the copy must exist.
/// </param>
/// <param name="CopyPath">Where a second verified copy replaces any existing file; <see langword="null"/> for no copy.</param>
/// <param name="Expected">
/// The contents that the file must have; <see langword="null"/> where nothing pins them. A download of another length ends as soon as it
/// is known. The caller compares the digest.
/// </param>
/// <param name="Known">The validator of contents that the caller already has and can keep; <see langword="null"/> if it has none.</param>
internal sealed record DownloadRequest(
    RemoteFile Remote, SignedUrls Urls, string PartialPath, string? CopyPath, Content? Expected, Validator? Known, TransferProgress Progress)
{
    /// <summary>The partial file is private if there is a copy: it then goes to the content store, and the copy is the user's file.</summary>
    public bool IsPartialPrivate => CopyPath is not null;

    /// <summary>What the file's length must be, where it is known before the download.</summary>
    public LengthBounds Bounds { get; } = new(Expected);
}

/// <summary>The result of a successful download.</summary>
internal abstract record DownloadOutcome
{
    private DownloadOutcome()
    {
    }

    /// <summary>Storage still has the bytes of <see cref="DownloadRequest.Known"/>. Nothing was written.</summary>
    public sealed record NotModified : DownloadOutcome;

    /// <summary>The whole file is verified and in place.</summary>
    /// <param name="Content">Length and digest of the bytes as written, after any decoding.</param>
    /// <param name="Validator">The validator that storage sent for these bytes; <see langword="null"/> if it sent none.</param>
    /// <param name="Resumed">Whether bytes of an earlier run were used.</param>
    public sealed record Completed(Content Content, Validator? Validator, bool Resumed) : DownloadOutcome;
}
