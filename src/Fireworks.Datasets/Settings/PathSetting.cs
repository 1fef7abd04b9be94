namespace Fireworks.Datasets.Settings;

/// <summary>A path as a setting: full, below the home directory with <c>~/</c>, or relative to the project.</summary>
/// <param name="home">The user's home directory; <see langword="null"/> where there is none.</param>
/// <param name="baseDirectory">Full path that relative ones start from; <see langword="null"/>: they are not allowed.</param>
internal sealed class PathSetting(string? home, string? baseDirectory)
{
    public const string Allowed = "a full path, or one relative to the project";

    /// <exception cref="DatasetException">FWDS1005.</exception>
    public string Resolve(string setting, string text)
    {
        // MSBuild too takes both separators everywhere.
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
