using System.Security.Cryptography;
using System.Text;
using Fireworks.Datasets.Integrity;

namespace Fireworks.Datasets.LockFiles;

/// <summary>One digest for a dataset: SHA-256 over <c>&lt;file&gt;\n&lt;sha256 hex&gt;\n</c> (UTF-8) of its fetched files in ordinal order.</summary>
internal static class ProvenanceDigest
{
    /// <param name="files">Names with their digests; a name without one was not fetched and does not count.</param>
    public static Sha256Digest Of(IEnumerable<(string File, Sha256Digest? Digest)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (file, digest) in files.Where(file => file.Digest is not null).OrderBy(file => file.File, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file}\n{digest}\n"));
        }

        return Sha256Digest.FromBytes(hash.GetHashAndReset());
    }
}
