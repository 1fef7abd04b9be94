namespace Fireworks.Datasets.Settings;

/// <summary>What <see cref="FetchSettings"/> declares of a setting.</summary>
/// <param name="Default">As a user would write it; <see langword="null"/> where nothing given means nothing, or more than one value can say.</param>
/// <param name="Allowed">For the end of "Allowed: ...".</param>
/// <param name="Variable">Where it comes from if it is not given; <see langword="null"/>: from nowhere else.</param>
internal sealed record Setting(string Name, string? Default, string Allowed, SettingVariable? Variable);
