using Fireworks.Datasets.Http;
using Fireworks.Datasets.Transfers;

namespace Fireworks.Datasets.Cache.Remote;

/// <summary>Writes a cache's answer to a file, and fails unless it is the expected content and arrives fast enough.</summary>
internal sealed class VerifiedBody(Content expected, TransferredBytes bytes, TimeProvider time)
{
    /// <param name="answer">Of status 200.</param>
    /// <exception cref="TransferException">The bytes are not the expected ones, do not arrive, or arrive too slowly.</exception>
    /// <exception cref="Diagnostics.DatasetException">FWDS5003, 5004: the path cannot be written.</exception>
    public async Task WriteAsync(WatchedAnswer answer, string path, CancellationToken cancellationToken)
    {
        if (answer.Response.Content.Headers.ContentLength is { } declared && declared != expected.Length)
        {
            throw WrongLength(declared, answer.Host);
        }

        answer.Bound(expected.Length, length => WrongLength(length, answer.Host));
        bytes.Expect(expected.Length);
        var pace = new MinimumPace(time);
        using var file = WritableFile.Create(path, isPrivate: false, expected.Length);
        var hasher = new CopyingHasher(file)
        {
            Progressed = (count, total) =>
            {
                bytes.Arrived(count, total);
                pace.Check(total, answer.Host);
            },
        };
        var hashed = await hasher.RunAsync((buffer, _, _) => answer.ReadAsync(buffer), cancellationToken).ConfigureAwait(false);
        if (hashed.Content.Length != expected.Length)
        {
            throw WrongLength(hashed.Content.Length, answer.Host);
        }

        if (hashed.Content.Digest != expected.Digest)
        {
            throw new TransferException(FailureKind.ChecksumMismatch, $"what it has as {expected.Digest} are other contents", transient: false)
            {
                Host = answer.Host,
            };
        }
    }

    private TransferException WrongLength(long length, string host) => new(
        FailureKind.LengthMismatch, $"what it has as {expected.Digest} has {length} bytes instead of {expected.Length}", transient: false)
    {
        Host = host,
    };
}
