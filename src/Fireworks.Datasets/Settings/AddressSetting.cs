using System.Diagnostics.CodeAnalysis;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Settings;

/// <summary>Reads a setting that is a base URL: https, or http on a loopback host, without user, password, query and fragment.</summary>
internal static class AddressSetting
{
    public const string Allowed = "an https URL such as https://host/path (http only on a loopback host), without user, query and fragment";

    /// <summary>Parses a URL, and adds a problem to the values where it is not valid.</summary>
    /// <inheritdoc cref="TryParse"/>
    /// <param name="text">The URL; <see langword="null"/> where none is given.</param>
    /// <returns>The URL, whose path ends with <c>/</c>; <see langword="null"/> where it is not given or not valid.</returns>
    public static Uri? Read(SettingValues values, string setting, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!TryParse(setting, text, out var address, out var problem))
        {
            values.Problems.Add(values.MayHoldSecret(text) ? Problem.SecretInSetting(setting, Allowed) : problem);
        }

        return address;
    }

    /// <param name="setting">The name by which the user knows the setting.</param>
    /// <param name="address">The URL, whose path ends with <c>/</c>.</param>
    public static bool TryParse(string setting, string text, [NotNullWhen(true)] out Uri? address, [NotNullWhen(false)] out Diagnostic? problem)
    {
        address = null;
        problem = null;
        text = text.Trim();
        if (!ShownAddress.IsCertain(text) || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0
            || uri.Scheme is not ("https" or "http") || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            problem = Problem.InvalidSetting(setting, ShownAddress.Of(text), Allowed);
        }
        else if (uri.Scheme == "http" && !Loopback.Is(uri))
        {
            problem = Problem.InsecureUrl(setting, ShownAddress.Of(text));
        }
        else
        {
            address = uri.AbsolutePath.EndsWith('/') ? uri : new UriBuilder(uri) { Path = uri.AbsolutePath + '/' }.Uri;
        }

        return problem is null;
    }
}
