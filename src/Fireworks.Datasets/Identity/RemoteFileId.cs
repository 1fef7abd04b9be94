using System.Text;

namespace Fireworks.Datasets.Identity;

/// <summary>A file of a dataset of a service, as a name for files in the store: 64 hexadecimal digits.</summary>
internal readonly record struct RemoteFileId
{
    private readonly Sha256Digest _hash;

    private RemoteFileId(Sha256Digest hash) => _hash = hash;

    /// <param name="service">Base address of the service: the same dataset of another service is another one.</param>
    public static RemoteFileId Of(string service, DatasetKey dataset, string file) =>
        new(Sha256Digest.Of(Encoding.UTF8.GetBytes($"{service}\n{dataset}\n{file}")));

    public override string ToString() => _hash.ToString();
}
