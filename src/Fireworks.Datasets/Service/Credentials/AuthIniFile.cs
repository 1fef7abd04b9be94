using System.Text;

namespace Fireworks.Datasets.Service.Credentials;

/// <summary>
/// The file <c>~/.fireworks/auth.ini</c>, or the one of the profile that FIREWORKS_PROFILE names. A file that is missing or
/// unreadable is not an error by itself. An error message may list it among the places that were searched.
/// </summary>
internal sealed record AuthIniFile
{
    /// <summary>A real file has some hundred bytes.</summary>
    private const int MaxBytes = 1024 * 1024;

    private AuthIniFile(string? path, AuthIni? contents, string fault) => (FullPath, Contents, Fault) = (path, contents, fault);

    /// <summary>Full path; <see langword="null"/> if the user has no home directory or the profile's name is invalid.</summary>
    public string? FullPath { get; }

    public AuthIni? Contents { get; }

    /// <summary>Why there are no contents, for the middle of a sentence; empty if there are contents.</summary>
    public string Fault { get; }

    /// <summary>The file as an error message lists it.</summary>
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

        // The profile's name becomes the name of a folder, which must not lead out of 'profiles'.
        return Names.SegmentRules.FindFault(profile) is null && !profile.Contains('/')
            ? Read(Path.Join(folder, "profiles", profile, "auth.ini"))
            : new(null, null, $"FIREWORKS_PROFILE='{Diagnostics.Problem.Quoted(profile)}' cannot be the name of a folder");
    }

    private static AuthIniFile Read(string path)
    {
        try
        {
            using var stream = OpenFile.ToReadThroughLinks(path);
            // The length of a special file, or of one that grows meanwhile, says nothing of how much can be read.
            var bytes = new byte[MaxBytes + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MaxBytes)
            {
                return new(path, null, $"it is larger than {MaxBytes} bytes");
            }

            using var reader = new StreamReader(new MemoryStream(bytes, 0, length), Encoding.UTF8);
            return new(path, AuthIni.Parse(reader.ReadToEnd()), "");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(path, null, "no such file");
        }
        catch (Exception exception) when (FileFailure.Is(exception))
        {
            return new(path, null, Directory.Exists(path) ? "it is a folder" : $"it cannot be read: {Diagnostics.Problem.Quoted(exception.Message.TrimEnd('.'))}");
        }
    }
}
