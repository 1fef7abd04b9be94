using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Fireworks.Datasets.Settings;

/// <summary>
/// The kinds of settings. Each declares one, which has the name of the property that it is for, and reads it; what is wrong is kept
/// with the values, and the default returned instead.
/// </summary>
internal static class SettingKinds
{
    public static string? Text(this SettingValues values, [CallerMemberName] string name = "") =>
        values.Declare(name, otherwise: null, "any text");

    public static bool Flag(this SettingValues values, bool otherwise, [CallerMemberName] string name = "") =>
        ReadFlag(values, name, otherwise ? "true" : "false") ?? otherwise;

    /// <returns><see langword="null"/> where it is not given.</returns>
    public static bool? Flag(this SettingValues values, [CallerMemberName] string name = "") => ReadFlag(values, name, otherwise: null);

    /// <summary>A property of the SDK: a value other than true means there too that it is off.</summary>
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

    /// <summary>The setting has the unit in its name.</summary>
    public static TimeSpan Seconds(this SettingValues values, int otherwise, int least, int most, [CallerMemberName] string name = "") =>
        TimeSpan.FromSeconds(values.Number(otherwise, least, most, $"{name}Seconds"));

    /// <inheritdoc cref="Seconds"/>
    public static TimeSpan Days(this SettingValues values, int otherwise, int least, int most, [CallerMemberName] string name = "") =>
        TimeSpan.FromDays(values.Number(otherwise, least, most, $"{name}Days"));

    /// <summary>The name of an environment variable. What is none may be the secret itself, and is never repeated.</summary>
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

    /// <summary>What must stay empty, because all who see the build's log would read the key in it.</summary>
    /// <returns>Whether it is given.</returns>
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

    /// <returns>A full path; what is none, as it is: a path that is given is never taken for one that is not.</returns>
    public static string? Path(this SettingValues values, [CallerMemberName] string name = "") =>
        values.Declare(name, otherwise: null, PathSetting.Allowed) is { } text ? values.ProjectPath(values.NameOf(name), text) ?? text : null;

    /// <returns>A base URL from the setting, else from the variable; <see langword="null"/> where neither is given.</returns>
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
