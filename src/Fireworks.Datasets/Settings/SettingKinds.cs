using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Fireworks.Datasets.Settings;

/// <summary>
/// The kinds of settings. Each method declares the setting that has the name of the calling property, and reads it. Where the text is
/// not valid, it adds a problem to the values and returns the default.
/// </summary>
internal static class SettingKinds
{
    public static string? Text(this SettingValues values, [CallerMemberName] string name = "") =>
        values.Declare(name, otherwise: null, "any text");

    public static bool Flag(this SettingValues values, bool otherwise, [CallerMemberName] string name = "") =>
        ReadFlag(values, name, otherwise ? "true" : "false") ?? otherwise;

    /// <returns>The truth value; <see langword="null"/> where the setting is not given.</returns>
    public static bool? Flag(this SettingValues values, [CallerMemberName] string name = "") => ReadFlag(values, name, otherwise: null);

    /// <summary>Reads a truth value from a property of the SDK. As in the SDK, any value other than true means off.</summary>
    public static bool ForeignFlag(this SettingValues values, [CallerMemberName] string name = "") =>
        MSBuildBoolean.TryParse(values.Declare(name, otherwise: null, "any text"), out var value) && value == true;

    public static int Number(this SettingValues values, int otherwise, int least, int most, [CallerMemberName] string name = "")
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}");
        var text = values.Declare(name, otherwise.ToString(CultureInfo.InvariantCulture), allowed);
        if (text is null)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        values.Invalid(name, text, allowed);
        return otherwise;
    }

    /// <summary>Reads a number of seconds. The setting's name is the property's name with <c>Seconds</c> appended.</summary>
    public static TimeSpan Seconds(this SettingValues values, int otherwise, int least, int most, [CallerMemberName] string name = "") =>
        TimeSpan.FromSeconds(values.Number(otherwise, least, most, $"{name}Seconds"));

    /// <summary>Reads a number of days. The setting's name is the property's name with <c>Days</c> appended.</summary>
    public static TimeSpan Days(this SettingValues values, int otherwise, int least, int most, [CallerMemberName] string name = "") =>
        TimeSpan.FromDays(values.Number(otherwise, least, most, $"{name}Days"));

    /// <summary>Reads the name of an environment variable. Other text may be a secret, so the message does not repeat it.</summary>
    [return: NotNullIfNotNull(nameof(otherwise))]
    public static string? VariableName(this SettingValues values, string? otherwise = null, [CallerMemberName] string name = "")
    {
        const string allowed = "the name of an environment variable (letters, digits and '_')";
        var text = values.Declare(name, otherwise, allowed);
        if (text is null || EnvironmentVariableName.IsValid(text))
        {
            return text ?? otherwise;
        }

        values.Problems.Add(Problem.SecretInSetting(values.NameOf(name), allowed));
        return otherwise;
    }

    /// <summary>Declares a setting that must stay empty, because a key in it could be read in the build's log.</summary>
    /// <returns>Whether the setting is given.</returns>
    public static bool NoSecret(this SettingValues values, string name)
    {
        const string allowed = "no value, since nothing takes the key itself";
        var isGiven = values.Declare(name, otherwise: null, allowed) is not null;
        if (isGiven)
        {
            values.Problems.Add(Problem.SecretInSetting(values.NameOf(name), allowed));
        }

        return isGiven;
    }

    public static string? Account(this SettingValues values, [CallerMemberName] string name = "")
    {
        var account = values.Declare(name, otherwise: null, "an account id");
        return values.Problems.Collect(() =>
        {
            DatasetReference.Check(account, values.NameOf(name));
            return account;
        });
    }

    /// <returns>A full path. Text that is not valid is returned as it is, so that it does not count as not given.</returns>
    public static string? Path(this SettingValues values, [CallerMemberName] string name = "") =>
        values.Declare(name, otherwise: null, PathSetting.Allowed) is { } text ? values.ProjectPath(values.NameOf(name), text) ?? text : null;

    /// <returns>The base URL from the setting, else from the variable; <see langword="null"/> where neither is given.</returns>
    public static Uri? Address(this SettingValues values, SettingVariable variable, [CallerMemberName] string name = "") =>
        values.Declare(name, otherwise: null, AddressSetting.Allowed, variable) is { } text
            ? AddressSetting.Read(values, values.NameOf(name), text)
            : AddressSetting.Read(values, variable.Name, values[variable]);

    private static bool? ReadFlag(SettingValues values, string name, string? otherwise)
    {
        var text = values.Declare(name, otherwise, MSBuildBoolean.Allowed);
        if (!MSBuildBoolean.TryParse(text, out var value))
        {
            values.Invalid(name, text!, MSBuildBoolean.Allowed);
        }

        return value;
    }
}
