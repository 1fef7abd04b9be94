namespace Fireworks.Datasets.Settings;

/// <summary>Reads a setting that is a path: a full one, one below the home directory (<c>~/</c>), or one relative to the project.</summary>
/// <param name="home">The user's home directory; <see langword="null"/> where there is none.</param>
/// <param name="baseDirectory">The full path that relative paths start from; <see langword="null"/> where they are not allowed.</param>
internal sealed class PathSetting(string? home, string? baseDirectory)
{
    public const string Allowed = "a full path, or one relative to the project";

    /// <exception cref="DatasetException">FWDS1005: the text is no path that is allowed.</exception>
    public string Resolve(string setting, string text)
    {
        // Like MSBuild, this reads '\' as a separator on every platform.
        var path = Path.DirectorySeparatorChar == '/' ? text.Trim().Replace('\\', '/') : text.Trim();
        if (path is ['~', '/' or '\\', .. var belowHome] && home is not null)
        {
            path = Path.Join(home, belowHome);
        }

        if (path.Any(char.IsControl) || !(Path.IsPathFullyQualified(path) || (baseDirectory is not null && !Path.IsPathRooted(path))))
        {
            throw new DatasetException(Problem.InvalidSetting(setting, text,
                baseDirectory is null ? "a full path" : Allowed));
        }

        return baseDirectory is null ? Path.GetFullPath(path) : Path.GetFullPath(path, baseDirectory);
    }
}
