using System.Security.Cryptography;
using System.Text;

namespace Fireworks.Datasets;

/// <summary>
/// Computes one digest for a dataset: the SHA-256 over <c>&lt;file&gt;\n&lt;sha256 hex&gt;\n</c> (UTF-8) of its files in place, in
/// ordinal order of their names.
/// </summary>
internal static class ProvenanceDigest
{
    public static Sha256Digest Of(IEnumerable<FetchedFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        FetchedFile[] inOrder = [.. files];
        Array.Sort(inOrder, static (first, second) => string.CompareOrdinal(first.Name, second.Name));
        foreach (var file in inOrder)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Name}\n{file.Content.Digest.ToString()}\n"));
        }

        return Sha256Digest.FromBytes(hash.GetHashAndReset());
    }
}
