using System.Buffers;
using System.Security.Cryptography;

namespace Fireworks.Datasets.Contents;

/// <summary>Text of lower-case hexadecimal digits: digests, and names of files that nobody else uses.</summary>
internal static class HexDigits
{
    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789abcdef");

    public static bool Are(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(s_digits) < 0;

    /// <summary>Random digits. Two processes get the same 16 of them about once in 10^19 times.</summary>
    public static string Random(int count) => RandomNumberGenerator.GetHexString(count, lowercase: true);
}
