namespace Fireworks.Datasets.Settings;

/// <summary>Root of the service: scheme, host, port and, behind a gateway, a path.</summary>
/// <param name="Root">Absolute; https, or http on loopback; no user, query or fragment; path ends with <c>/</c>.</param>
/// <param name="AllowsMachineKey">The key of <c>auth.ini</c> may go there: the default host, or one that the environment names.</param>
internal sealed record ServiceAddress(Uri Root, bool AllowsMachineKey)
{
    public const string Default = "https://api.fireworks.ai";

    /// <summary>For messages, with the port where it is not the usual one.</summary>
    public string Host => Root.Authority;

    public override string ToString() => Root.AbsoluteUri.TrimEnd('/');

    public bool HasSameOriginAs(Uri other) =>
        Uri.Compare(Root, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
