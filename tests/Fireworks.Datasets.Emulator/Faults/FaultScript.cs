namespace Fireworks.Datasets.Emulator;

/// <summary>
/// The faults that are to come. Of those due for a request, the one added first strikes, alone, and the others do not
/// count it: faults that strike once each follow one another in the order of <see cref="Add"/>. Thread-safe.
/// </summary>
public sealed class FaultScript
{
    private readonly Lock _gate = new();
    private readonly List<ArmedFault> _armed = [];
    private (Random Random, double Probability, Fault[] Faults)? _random;

    public ArmedFault Add(Fault fault)
    {
        ArmedFault armed = new(fault);
        lock (_gate)
        {
            _armed.Add(armed);
        }

        return armed;
    }

    /// <summary>Each request that matches one or more of the faults, and none of <see cref="Add"/>, meets one of these with this probability, however often.</summary>
    public void Randomly(double probability, int seed, params Fault[] faults)
    {
        lock (_gate)
        {
            _random = (new Random(seed), probability, faults);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _armed.Clear();
            _random = null;
        }
    }

    internal Fault? Next(JournalEntry entry)
    {
        lock (_gate)
        {
            if (_armed.Find(armed => armed.Strikes(entry)) is { } first)
            {
                return first.Fault;
            }

            if (_random is not { } chance)
            {
                return null;
            }

            var candidates = Array.FindAll(chance.Faults, fault => fault.Matches(entry));
            return candidates.Length > 0 && chance.Random.NextDouble() < chance.Probability
                ? candidates[chance.Random.Next(candidates.Length)]
                : null;
        }
    }
}
