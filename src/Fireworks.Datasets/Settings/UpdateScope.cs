using System.Runtime.CompilerServices;

namespace Fireworks.Datasets.Settings;

/// <summary>For which datasets the user wants to ask the service again: none, all, or those of a list.</summary>
internal sealed record UpdateScope
{
    private readonly IReadOnlyList<DatasetReference>? _only;

    private UpdateScope(IReadOnlyList<DatasetReference>? only) => _only = only;

    public static UpdateScope None { get; } = new([]);

    public static UpdateScope All { get; } = new((IReadOnlyList<DatasetReference>?)null);

    public bool IsNone => _only is { Count: 0 };

    public static UpdateScope Of(IReadOnlyList<DatasetReference> only) => new(only);

    public static UpdateScope Read(SettingValues values, [CallerMemberName] string name = "")
    {
        const string allowed = "true, false, or dataset ids separated by ';' (on a command line by '%3B')";
        var text = values.Declare(name, "false", allowed);
        if (MSBuildBoolean.TryParse(text, out var all))
        {
            return all == true ? All : None;
        }

        try
        {
            return Of([.. text!.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(id => DatasetReference.Parse(id))]);
        }
        catch (DatasetException)
        {
            values.Invalid(name, text!, allowed);
            return None;
        }
    }

    /// <summary>Whether the dataset is to be updated. An id in the list means the dataset both with and without its lineage.</summary>
    public bool Includes(DatasetKey dataset) => _only is null || _only.Any(reference => Names(reference, dataset));

    /// <summary>The entries that match no dataset of the project. They are no error, because another project of the solution may match.</summary>
    public IReadOnlyList<DatasetReference> Unmatched(IReadOnlyCollection<DatasetKey> datasets) =>
        [.. (_only ?? []).Where(reference => !datasets.Any(dataset => Names(reference, dataset)))];

    public override string ToString() => _only is null ? "true" : IsNone ? "false" : string.Join(';', _only);

    private static bool Names(DatasetReference reference, DatasetKey dataset) =>
        reference.Dataset == dataset.Name.Dataset && (reference.Account is null || reference.Account == dataset.Name.Account);
}
