using System.IO.Compression;
using System.Xml.Linq;

namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <summary>A package as a user gets it.</summary>
/// <param name="Files">Without what every package has for the format's sake.</param>
internal sealed record NuGetPackage(IReadOnlyList<string> Files, XElement Nuspec)
{
    public static NuGetPackage Read(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        using var nuspec = zip.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var files = zip.Entries.Select(entry => Uri.UnescapeDataString(entry.FullName))
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal)
                && name != "[Content_Types].xml" && !name.EndsWith(".nuspec", StringComparison.Ordinal));
        return new NuGetPackage([.. files.Order(StringComparer.Ordinal)], XElement.Load(nuspec));
    }

    /// <summary>The bytes of one file in the package.</summary>
    public static byte[] Contents(string file, string name)
    {
        using var zip = ZipFile.OpenRead(file);
        using var entry = zip.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }
}
