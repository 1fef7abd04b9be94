using System.Globalization;

namespace Fireworks.Datasets.Cache;

/// <summary>A directory with one level of folders, <c>ab/abcd…</c>, because some file systems are slow with very many files in one.</summary>
internal sealed class FanOut(OwnFolder folder)
{
    private readonly bool[] _created = new bool[256], _checked = new bool[256];

    public OwnFolder Folder => folder;

    /// <summary>The path of a file that may exist, in a folder that only this user may write to. Each folder is checked once.</summary>
    /// <inheritdoc cref="OwnFolder.Find" path="/exception"/>
    public string PathOf(string hex)
    {
        var number = NumberOf(hex);
        if (!Volatile.Read(ref _checked[number]))
        {
            using var found = folder.Find()?.TryOpenFolder(hex[..2]);
            if (found is not null)
            {
                PrivateDirectory.Checked(found);
                Volatile.Write(ref _checked[number], true);
            }
        }

        return Path.Join(folder.PathOf(hex[..2]), hex);
    }

    /// <summary>The path of a file, in a folder that exists. Each folder is created and checked once, and not for each of its files.</summary>
    /// <inheritdoc cref="OwnFolder.Find" path="/exception"/>
    public string WritablePathOf(string hex)
    {
        var number = NumberOf(hex);
        if (!Volatile.Read(ref _created[number]))
        {
            using var made = PrivateDirectory.Checked(folder.Make().CreateFolder(hex[..2], isPrivate: true));
            Volatile.Write(ref _created[number], true);
        }

        return Path.Join(folder.PathOf(hex[..2]), hex);
    }

    private static byte NumberOf(string hex) => byte.Parse(hex.AsSpan(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
