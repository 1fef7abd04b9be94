using Fireworks.Datasets.Http;
using Fireworks.Datasets.Service;

namespace Fireworks.Datasets.Transfers;

/// <summary>One file to download.</summary>
/// <param name="PartialPath">
/// Where the bytes are gathered, also across runs, and where the whole file is in the end. Its folder exists, and the
/// caller has it to himself. Beside it, with more suffixes: the sidecar and temporary files.
/// </param>
/// <param name="CopyPath">Where a second, equally verified copy is written; its folder exists. Replaced if there.</param>
/// <param name="Known">The validator of bytes that the caller already has and would keep.</param>
internal sealed record DownloadRequest(
    RemoteFile Remote, SignedUrls Urls, string PartialPath, string? CopyPath, Validator? Known, TransferProgress Progress)
{
    /// <summary>Where there is a copy, that is the user's file, and the other one belongs to the machine.</summary>
    public bool IsPartialPrivate => CopyPath is not null;
}

/// <summary>How a download ended well.</summary>
internal abstract record DownloadOutcome
{
    private DownloadOutcome()
    {
    }

    /// <summary>Storage still has the bytes of <see cref="DownloadRequest.Known"/>. Nothing was written.</summary>
    public sealed record NotModified : DownloadOutcome;

    /// <summary>The whole file, verified, is in place.</summary>
    /// <param name="Content">Of the bytes as written.</param>
    /// <param name="Validator">What storage calls these bytes; <see langword="null"/> where it has no strong name for them.</param>
    /// <param name="Resumed">Whether bytes of an earlier run were used.</param>
    public sealed record Completed(Content Content, Validator? Validator, bool Resumed) : DownloadOutcome;
}
