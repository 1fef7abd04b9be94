using Fireworks.Datasets.Files;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Security;

/// <content>What others put where the engine has files and folders of its own, and what must come of it.</content>
internal sealed partial class FuzzRound
{
    private const string Precious = "precious";

    /// <summary>The user's own files below the datasets folder, which nothing may change.</summary>
    private readonly List<string> _usersFiles = [];

    /// <summary>What was planted: each may have been removed or replaced since, and nothing may have been written through it.</summary>
    private readonly HashSet<string> _planted = new(StringComparer.Ordinal);

    /// <summary>A file of the user at the path of a file that the dataset may have.</summary>
    private void PlantUsersFile()
    {
        if (_random.Next(6) == 0)
        {
            var path = Path.Join(Datasets, _dataset.Folder, $"file{_random.Next(4)}.jsonl");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Precious);
            _usersFiles.Add(path);
        }
    }

    /// <summary>Links, second names, FIFOs and folders in the place of files; links in the place of folders.</summary>
    private void Plant()
    {
        if (OperatingSystem.IsWindows() || _random.Next(3) != 0)
        {
            return;
        }

        string[] files = [.. FilesBelow(Datasets).Concat(FilesBelow(Cache)).Append(LockFilePath)
            .Where(file => !_usersFiles.Contains(file) && !IsPlanted(file)).Order(StringComparer.Ordinal)];
        for (var times = files.Length == 0 ? 0 : _random.Next(1, 4); times > 0; times--)
        {
            PlantAt(files[_random.Next(files.Length)]);
        }

        string[] folders = [.. ((string[])[Datasets, Cache]).Where(Directory.Exists)
            .SelectMany(root => Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories))
            .Where(folder => !IsPlanted(folder) && !_usersFiles.Exists(file => file.StartsWith(folder, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
        if (folders.Length > 0 && _random.Next(2) == 0)
        {
            var folder = folders[_random.Next(folders.Length)];
            Directory.Delete(folder, recursive: true);
            File.CreateSymbolicLink(folder, Path.Join(_machine.Path, "outside", "folder"));
            _planted.Add(folder);
        }
    }

    private void PlantAt(string path)
    {
        var outside = Path.Join(_machine.Path, "outside", "users-own.txt");
        if (!_planted.Add(path))
        {
            return;
        }

        switch (_random.Next(4))
        {
            case 0:
                Planted.HardLink(path, outside);
                break;
            case 1:
                File.Delete(path);
                File.CreateSymbolicLink(path, _random.Next(2) == 0 ? outside : Path.Join(_machine.Path, "outside", "nothing"));
                break;
            case 2:
                Planted.Irregular(path, "fifo");
                break;
            default:
                Planted.Irregular(path, "folder");
                break;
        }
    }

    private bool IsPlanted(string path) => _usersFiles.Contains(path) || _planted.Any(planted =>
        path == planted || path.StartsWith(planted + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    /// <summary>What was planted may have been set aside, and has another name then.</summary>
    private bool IsOwnRegularFile(string path) => !IsPlanted(path) && EntryStatus.Of(path) is { Kind: EntryKind.File, Links: <= 1 };

    private void AssertPlantedIsUntouched()
    {
        foreach (var file in _usersFiles)
        {
            Assert.AreEqual(Precious, File.ReadAllText(file), $"FWDS_FUZZ_SEED={_seed}: {file}");
        }
    }

    /// <summary>Another reckoning than the engine's: no tool that meets the file obeys it, or takes it elsewhere.</summary>
    private void AssertHarmless(string name)
    {
        var read = name;
        for (var times = 0; times < 3; times++)
        {
            Assert.StartsWith("/root/", Path.GetFullPath(Path.Join("/root", read.Normalize(System.Text.NormalizationForm.FormKC))), $"FWDS_FUZZ_SEED={_seed}: {name}");
            foreach (var segment in read.Split('/'))
            {
                Assert.IsFalse(segment.StartsWith('.') || segment is "HEAD" or "desktop.ini" || Path.GetExtension(segment) is ".cs" or ".targets" or ".config" or ".lnk",
                    $"FWDS_FUZZ_SEED={_seed}: {name}");
            }

            Assert.IsFalse(read.Contains("##vso[", StringComparison.Ordinal) || read.Contains("##[", StringComparison.Ordinal), $"FWDS_FUZZ_SEED={_seed}: {name}");
            read = Uri.UnescapeDataString(read);
        }
    }

    /// <summary>Files, links and special files; links to folders are not followed.</summary>
    private static IEnumerable<string> FilesBelow(string folder) => !Directory.Exists(folder) || new DirectoryInfo(folder).LinkTarget is not null ? []
        : Directory.EnumerateFileSystemEntries(folder).SelectMany(entry =>
            new DirectoryInfo(entry) is { Exists: true, LinkTarget: null } ? FilesBelow(entry) : [entry]);
}
