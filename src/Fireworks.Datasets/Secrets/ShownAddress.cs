using System.Globalization;
using System.Text.RegularExpressions;

namespace Fireworks.Datasets.Secrets;

/// <summary>
/// Formats an address for messages. It repeats only what is certainly no credential: the scheme, and host and port where they can
/// be told from everything else. <c>***</c> stands for the rest.
/// </summary>
internal static partial class ShownAddress
{
    /// <param name="text">Any text that is meant as an address, also an invalid one.</param>
    public static string Of(string text)
    {
        if (Scheme().Match(text) is not { Success: true } scheme)
        {
            return text.Length == 0 ? "" : SecretShapes.Hidden;
        }

        if (!IsCertain(text) || Origin().Match(text) is not { Success: true } origin || !IsHost(origin))
        {
            return $"{scheme.Value}{SecretShapes.Hidden}";
        }

        return text.AsSpan(origin.Length) is "" or "/" ? text : $"{origin.Value}/{SecretShapes.Hidden}";
    }

    /// <summary>
    /// Whether host and port are where they seem to be. Where there is a <c>@</c>, or an escaped one, what looks like the host may be
    /// a user name, and what looks like a port or a path may be a password.
    /// </summary>
    public static bool IsCertain(string text) => text.Contains("://", StringComparison.Ordinal)
        && !text.Contains('@') && !text.Contains("%40", StringComparison.Ordinal) && !text.Contains('\\');

    private static bool IsHost(Match origin) => !SecretShapes.MayBeIn(origin.Groups["host"].Value)
        && (!origin.Groups["port"].Success || int.Parse(origin.Groups["port"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) <= ushort.MaxValue);

    /// <summary>Only well-known schemes are repeated: any other word may be a user name.</summary>
    [GeneratedRegex("^(?:https?|ftps?|file|socks[45][ah]?|wss?|s3|gs)://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^[a-z0-9]{2,6}://(?<host>[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::(?<port>[0-9]{1,5}))?(?=[/?#]|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Origin();
}
