namespace Fireworks.Datasets.Settings;

/// <summary>The root URL of the service: scheme, host, port and, behind a gateway, a path.</summary>
/// <param name="Root">An https URL (or http on a loopback host) without user, query and fragment. Its path ends with <c>/</c>.</param>
/// <param name="AllowsMachineKey">Whether it may get the key of <c>auth.ini</c>: the default host may, and one that the environment names.</param>
internal sealed record ServiceAddress(Uri Root, bool AllowsMachineKey)
{
    public const string Default = "https://api.fireworks.ai";

    private static readonly ServiceAddress s_default = new(new Uri(Default + "/"), AllowsMachineKey: true);

    /// <summary>The host as messages show it, with the port where that is not the scheme's default.</summary>
    public string Host => Root.Authority;

    public override string ToString() => Root.AbsoluteUri.TrimEnd('/');

    /// <summary>Reads the setting, else FIREWORKS_BASE_URL, else takes the default.</summary>
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

        // An address that the project names may get the key of auth.ini only if the default or the environment names the same origin.
        var isKnown = s_default.HasSameOriginAs(named)
            || (fromVariable is not null && AddressSetting.TryParse(SettingVariable.BaseUrl.Name, fromVariable, out var known, out _)
                && new ServiceAddress(known, AllowsMachineKey: true).HasSameOriginAs(named));
        return new(named, isKnown);
    }

    public bool HasSameOriginAs(Uri other) =>
        Uri.Compare(Root, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
