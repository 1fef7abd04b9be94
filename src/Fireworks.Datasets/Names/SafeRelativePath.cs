using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Fireworks.Datasets.Names;

/// <summary>
/// A path below a folder that cannot leave it and that can exist on every platform. The only way from a name that
/// the service or a project gave to a path on disk; it cannot hold an unsafe one.
/// </summary>
internal sealed record SafeRelativePath
{
    /// <summary>
    /// Longest path in UTF-8 bytes. Half of the PATH_MAX of macOS (1024), so that a folder of the same length still
    /// fits before it; beyond the 260 of old Windows programs, but well within what .NET itself opens there.
    /// </summary>
    public const int MaxBytes = 512;

    private SafeRelativePath(string value) => Value = value;

    /// <summary>The path with <c>/</c> between segments, as the service writes it.</summary>
    public string Value { get; }

    /// <param name="why">The rule that is broken, for the middle of a sentence; empty where the name is safe.</param>
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
        if (string.IsNullOrEmpty(name))
        {
            return "it is empty";
        }

        // Before the segments: a name of many megabytes is not worth a look.
        if (name.Length > MaxBytes)
        {
            return TooLong;
        }

        if (name[0] == '/')
        {
            return "it is an absolute path";
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
