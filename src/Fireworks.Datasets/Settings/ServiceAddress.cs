namespace Fireworks.Datasets.Settings;

/// <summary>Root of the service: scheme, host, port and, behind a gateway, a path.</summary>
/// <param name="Root">Absolute; https, or http on loopback; no user, query or fragment; path ends with <c>/</c>.</param>
/// <param name="AllowsMachineKey">The key of <c>auth.ini</c> may go there: the default host, or one that the environment names.</param>
internal sealed record ServiceAddress(Uri Root, bool AllowsMachineKey)
{
    public const string Default = "https://api.fireworks.ai";

    private static readonly ServiceAddress s_default = new(new Uri(Default + "/"), AllowsMachineKey: true);

    /// <summary>For messages, with the port where it is not the usual one.</summary>
    public string Host => Root.Authority;

    public override string ToString() => Root.AbsoluteUri.TrimEnd('/');

    /// <summary>The setting, else FIREWORKS_BASE_URL, else the default.</summary>
    public static ServiceAddress Read(SettingValues values, string name)
    {
        var fromVariable = values[SettingVariable.BaseUrl];
        if (values.Declare(name, Default, AddressSetting.Allowed, SettingVariable.BaseUrl) is not { } text)
        {
            return AddressSetting.Read(values, SettingVariable.BaseUrl.Name, fromVariable) is { } environments ? new(environments, AllowsMachineKey: true) : s_default;
        }

        if (AddressSetting.Read(values, values.NameOf(name), text) is not { } named)
        {
            return s_default;
        }

        // A project that names the host which would be asked anyway gets no more than it would without.
        var isKnown = s_default.HasSameOriginAs(named)
            || (fromVariable is not null && AddressSetting.TryParse(SettingVariable.BaseUrl.Name, fromVariable, out var known, out _)
                && new ServiceAddress(known, AllowsMachineKey: true).HasSameOriginAs(named));
        return new(named, isKnown);
    }

    public bool HasSameOriginAs(Uri other) =>
        Uri.Compare(Root, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
