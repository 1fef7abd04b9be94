using System.Text;

namespace Fireworks.Datasets.Service.Credentials;

/// <summary>
/// <c>~/.fireworks/auth.ini</c>, or that of the profile that FIREWORKS_PROFILE names. A file that is missing or cannot
/// be read is no failure by itself: it is told among the places looked at, if nothing is found in the end.
/// </summary>
internal sealed record AuthIniFile
{
    /// <summary>A real one has some hundred bytes.</summary>
    private const int MaxBytes = 1024 * 1024;

    private AuthIniFile(string? path, AuthIni? contents, string fault) => (FullPath, Contents, Fault) = (path, contents, fault);

    /// <summary>Full path; <see langword="null"/> where this machine has no place for it.</summary>
    public string? FullPath { get; }

    public AuthIni? Contents { get; }

    /// <summary>Why there are no contents, for the middle of a sentence; empty where there are.</summary>
    public string Fault { get; }

    /// <summary>The file, for a list of places.</summary>
    public string Place => FullPath is null ? "auth.ini" : $"'{FullPath}'";

    public static AuthIniFile Find(MachineEnvironment machine)
    {
        if (machine.HomeDirectory is not { } home)
        {
            return new(null, null, "this user has no home directory");
        }

        var folder = Path.Join(home, ".fireworks");
        var profile = machine["FIREWORKS_PROFILE"]?.Trim();
        if (string.IsNullOrEmpty(profile))
        {
            return Read(Path.Join(folder, "auth.ini"));
        }

        // The name becomes a folder: one that leaves 'profiles' would read a file that nobody meant.
        return Names.SegmentRules.FindFault(profile) is null && !profile.Contains('/')
            ? Read(Path.Join(folder, "profiles", profile, "auth.ini"))
            : new(null, null, $"FIREWORKS_PROFILE='{Diagnostics.Problem.Quoted(profile)}' cannot be the name of a folder");
    }

    private static AuthIniFile Read(string path)
    {
        try
        {
            using var stream = OpenFile.ToRead(path);
            if (stream.Length > MaxBytes)
            {
                return new(path, null, $"it is larger than {MaxBytes} bytes");
            }

            using var reader = new StreamReader(stream, Encoding.UTF8);
            return new(path, AuthIni.Parse(reader.ReadToEnd()), "");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(path, null, "no such file");
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            return new(path, null, Directory.Exists(path) ? "it is a folder" : $"it cannot be read: {Diagnostics.Problem.Quoted(exception.Message).TrimEnd('.')}");
        }
    }
}
