namespace Fireworks.Datasets.Http;

/// <summary>What one operation has used up of its retries.</summary>
internal sealed class RetryBudget
{
    private volatile bool _progressed;

    /// <summary>Attempts begun so far, the running one included.</summary>
    public int Attempts { get; private set; }

    /// <summary>Failures since the last progress.</summary>
    internal int Failures { get; private set; }

    /// <summary>
    /// Bytes arrived that no later attempt has to ask for again: the budget starts afresh. An attempt that begins
    /// at the same byte each time must not call it, or it would never end.
    /// </summary>
    public void Progressed() => _progressed = true;

    internal void Begin() => Attempts++;

    internal void Fail()
    {
        Failures = _progressed ? 1 : Failures + 1;
        _progressed = false;
    }
}
