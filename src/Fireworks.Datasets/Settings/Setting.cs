namespace Fireworks.Datasets.Settings;

/// <summary>A setting as <see cref="FetchSettings"/> declares it.</summary>
/// <param name="Default">The default as a user would write it; <see langword="null"/> where there is none, or it is no single value.</param>
/// <param name="Allowed">The allowed values. Messages end with this, after "Allowed: ".</param>
/// <param name="Variable">The environment variable that is read where the setting is not given; <see langword="null"/> for none.</param>
internal sealed record Setting(string Name, string? Default, string Allowed, SettingVariable? Variable);
