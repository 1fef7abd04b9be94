using System.Text;

namespace Fireworks.Datasets.Identity;

/// <summary>Identifies a file of a dataset of a service. Its 64 hexadecimal digits name files in the content store.</summary>
internal readonly record struct RemoteFileId
{
    private readonly Sha256Digest _hash;

    private RemoteFileId(Sha256Digest hash) => _hash = hash;

    /// <param name="service">Base address of the service, because two services can have different datasets with one name.</param>
    public static RemoteFileId Of(string service, DatasetKey dataset, string file) =>
        new(Sha256Digest.Of(Encoding.UTF8.GetBytes($"{service}\n{dataset}\n{file}")));

    public override string ToString() => _hash.ToString();
}
