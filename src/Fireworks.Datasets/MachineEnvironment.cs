namespace Fireworks.Datasets;

internal enum Platform
{
    Linux,
    MacOS,
    Windows,
}

/// <summary>What the engine knows about the machine. It is injected so that tests can replace it.</summary>
/// <param name="Variable">Returns the value of an environment variable; <see langword="null"/> where it is unset.</param>
/// <param name="HomeDirectory">The full path of the user's home directory; <see langword="null"/> where there is none.</param>
internal sealed record MachineEnvironment(Func<string, string?> Variable, string? HomeDirectory, Platform Platform)
{
    /// <summary>The machine as it is now. It is made anew each time, because an MSBuild node outlives the environment of one build.</summary>
    public static MachineEnvironment Current => new(
        Environment.GetEnvironmentVariable,
        FullPath(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify)),
        OperatingSystem.IsWindows() ? Platform.Windows : OperatingSystem.IsMacOS() ? Platform.MacOS : Platform.Linux);

    /// <summary>The variable's value; <see langword="null"/> where it is unset or empty.</summary>
    public string? this[string name] => NullIfEmpty(Variable(name));

    /// <summary>HOME may be any text. A relative path would lead to other files in each current directory.</summary>
    private static string? FullPath(string path) => Path.IsPathFullyQualified(path) ? path : null;

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
