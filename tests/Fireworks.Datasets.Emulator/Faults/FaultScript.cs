using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fireworks.Datasets.Emulator;

/// <summary>
/// The faults that are to come. Of those due for a request, the one added first strikes, alone, and the others do not
/// count it: faults that strike once each follow one another in the order of <see cref="Add"/>. Thread-safe.
/// </summary>
public sealed class FaultScript
{
    private readonly Lock _gate = new();
    private readonly List<ArmedFault> _armed = [];
    private readonly Dictionary<string, int> _requests = new(StringComparer.Ordinal);
    private (int Seed, double Probability, Fault[] Faults)? _random;

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
    /// <remarks>
    /// What a request meets follows from the seed, from what it asks for, and from how often that was asked for before. So it does
    /// not depend on the order in which requests for different files arrive.
    /// </remarks>
    public void Randomly(double probability, int seed, params Fault[] faults)
    {
        lock (_gate)
        {
            _random = (seed, probability, faults);
            _requests.Clear();
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
            var random = RandomFor(chance.Seed, entry);
            return candidates.Length > 0 && random.NextDouble() < chance.Probability
                ? candidates[random.Next(candidates.Length)]
                : null;
        }
    }

    private Random RandomFor(int seed, JournalEntry entry)
    {
        var asked = $"{entry.Kind} {entry.Account}/{entry.Dataset}/{entry.File}";
        var before = _requests[asked] = _requests.GetValueOrDefault(asked) + 1;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed} {before} {asked}")));
        return new Random(BinaryPrimitives.ReadInt32LittleEndian(hash));
    }
}
