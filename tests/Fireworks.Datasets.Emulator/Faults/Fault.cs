namespace Fireworks.Datasets.Emulator;

/// <summary>
/// Something that goes wrong, and when: <c>Fault.Status(503).On(RequestKind.Storage, file: "x").Times(2)</c>.
/// Strikes every kind of request, once, unless told otherwise. Immutable; armed by <see cref="FaultScript.Add"/>.
/// </summary>
public sealed partial record Fault
{
    private Fault(string name, Func<FaultSite, Answer> effect)
    {
        Name = name;
        Effect = effect;
    }

    public string Name { get; private init; }

    internal Func<FaultSite, Answer> Effect { get; private init; }
    internal int? Limit { get; private init; } = 1;
    internal int Skip { get; private init; }
    internal bool CountsPerFile { get; private init; }

    private RequestKind? Kind { get; init; }
    private string? Dataset { get; init; }
    private string? File { get; init; }
    private Func<JournalEntry, bool>? Condition { get; init; }

    /// <summary>Strikes only such requests.</summary>
    public Fault On(RequestKind kind, string? dataset = null, string? file = null) =>
        this with { Kind = kind, Dataset = dataset, File = file };

    /// <summary>Strikes only requests that satisfy this, too.</summary>
    public Fault When(Func<JournalEntry, bool> condition) =>
        this with { Condition = Condition is { } both ? entry => both(entry) && condition(entry) : condition };

    /// <summary>Strikes so many requests.</summary>
    public Fault Times(int count) => this with { Limit = count };

    /// <summary>Strikes every request.</summary>
    public Fault Always() => this with { Limit = null };

    /// <summary>Lets so many requests pass first.</summary>
    public Fault After(int count) => this with { Skip = count };

    /// <summary>Counts <see cref="Times"/> and <see cref="After"/> for each dataset and file on its own.</summary>
    public Fault PerFile() => this with { CountsPerFile = true };

    /// <summary>Both at once: the other one changes the answer that this one made.</summary>
    public Fault And(Fault other) => this with
    {
        Name = $"{Name} and {other.Name}",
        Effect = site => other.Effect(site with { Proceed = request => Effect(site with { Request = request }) }),
    };

    public override string ToString() => Name;

    internal bool Matches(JournalEntry entry) =>
        (Kind is null || Kind == entry.Kind)
        && (Dataset is null || Dataset == entry.Dataset)
        && (File is null || File == entry.File)
        && Condition?.Invoke(entry) != false;
}
