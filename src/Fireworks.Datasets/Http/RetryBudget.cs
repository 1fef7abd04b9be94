namespace Fireworks.Datasets.Http;

/// <summary>Counts the attempts of one operation and its failures without progress.</summary>
internal sealed class RetryBudget
{
    private volatile bool _progressed;

    /// <summary>The number of attempts that were begun, the running one included.</summary>
    public int Attempts { get; private set; }

    /// <summary>The number of failures since the last progress.</summary>
    internal int Failures { get; private set; }

    /// <summary>
    /// Restores all retries, because bytes arrived that no later attempt has to request again. An operation whose attempts
    /// all begin at the same byte must not call this, or it could retry forever.
    /// </summary>
    public void Progressed() => _progressed = true;

    internal void Begin() => Attempts++;

    internal void Fail()
    {
        Failures = _progressed ? 1 : Failures + 1;
        _progressed = false;
    }
}
