using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Fireworks.Datasets.Names;

/// <summary>
/// A relative path that cannot leave its folder and that can exist on every platform. Every name from the service or a project
/// becomes a path on disk only through this type, which cannot hold an unsafe path.
/// </summary>
internal sealed record SafeRelativePath
{
    /// <summary>
    /// The longest path in UTF-8 bytes. It is half of the PATH_MAX of macOS (1024), so that a folder of almost the same length
    /// fits before it. Old Windows programs stop at 260 characters, but .NET opens much longer paths on Windows.
    /// </summary>
    public const int MaxBytes = 512;

    /// <summary>
    /// The most folders of a path. Each is created, checked for links and removed on its own, so a name of 512 bytes with a folder for
    /// every second of them would cost 250 times what it says. Datasets have a handful. Old Windows programs stop at 260 characters.
    /// </summary>
    public const int MaxFolders = 32;

    private SafeRelativePath(string value) => Value = value;

    /// <summary>The path with <c>/</c> between segments, as the service writes it, on every platform.</summary>
    public string Value { get; }

    /// <param name="why">The rule that the name breaks, for the middle of a sentence; empty if the name is safe.</param>
    public static bool TryParse([NotNullWhen(true)] string? name, [NotNullWhen(true)] out SafeRelativePath? path, out string why)
    {
        why = FindFault(name) ?? "";
        path = why.Length == 0 ? new(name!) : null;
        return path is not null;
    }

    /// <param name="directory">A full path.</param>
    public string ToFullPath(string directory)
    {
        if (!Path.IsPathFullyQualified(directory))
        {
            throw new ArgumentException("The folder must be a full path.", nameof(directory));
        }

        return Path.Join(directory, Path.DirectorySeparatorChar == '/' ? Value : Value.Replace('/', Path.DirectorySeparatorChar));
    }

    public override string ToString() => Value;

    private static string? FindFault(string? name)
    {
        if (FindFaultAsWritten(name) is { } fault)
        {
            return fault;
        }

        if (EscapedNames.AreDisguised(name!))
        {
            return "it has a percent sign of another form, which tools that normalise names take for an escape";
        }

        foreach (var reading in EscapedNames.Readings(name!))
        {
            if (reading.AsSpan().Count('/') != name.AsSpan().Count('/'))
            {
                return $"unescaped, as NuGet and web servers do, it is another path ('{Problem.Quoted(reading)}')";
            }

            if (FindFaultAsWritten(reading) is { } hidden)
            {
                return $"unescaped, as NuGet and web servers do, it is '{Problem.Quoted(reading)}', and {hidden}";
            }
        }

        return null;
    }

    private static string? FindFaultAsWritten([NotNullWhen(false)] string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return "it is empty";
        }

        // The length is checked before the segments, so that a name of many megabytes costs no time.
        if (name.Length > MaxBytes)
        {
            return TooLong;
        }

        if (name[0] == '/')
        {
            return "it is an absolute path";
        }

        if (name.AsSpan().Count('/') > MaxFolders)
        {
            return $"it is more than {MaxFolders} folders deep";
        }

        var rest = name.AsSpan();
        while (true)
        {
            var slash = rest.IndexOf('/');
            if (SegmentRules.FindFault(slash < 0 ? rest : rest[..slash]) is { } fault)
            {
                return fault;
            }

            if (slash < 0)
            {
                return Encoding.UTF8.GetByteCount(name) > MaxBytes ? TooLong : null;
            }

            rest = rest[(slash + 1)..];
        }
    }

    private static string TooLong => $"it is longer than {MaxBytes} bytes in UTF-8";
}
