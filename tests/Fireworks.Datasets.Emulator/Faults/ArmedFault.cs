namespace Fireworks.Datasets.Emulator;

/// <summary>A fault in a script, and how often it has struck.</summary>
public sealed class ArmedFault
{
    private readonly Dictionary<(string? Dataset, string? File), int> _seen = [];
    private int _hits;

    internal ArmedFault(Fault fault) => Fault = fault;

    public Fault Fault { get; }

    /// <summary>Requests struck so far.</summary>
    public int Hits => Volatile.Read(ref _hits);

    /// <summary>Whether this request is one to strike; counts it if so. One thread at a time.</summary>
    internal bool Strikes(JournalEntry entry)
    {
        if (!Fault.Matches(entry))
        {
            return false;
        }

        var key = Fault.CountsPerFile ? (entry.Dataset, entry.File) : default;
        var seen = _seen.GetValueOrDefault(key);
        _seen[key] = seen + 1;
        var strikes = seen >= Fault.Skip && (Fault.Limit is not { } limit || seen < Fault.Skip + limit);
        if (strikes)
        {
            Volatile.Write(ref _hits, _hits + 1);
        }

        return strikes;
    }
}
