namespace Fireworks.Datasets.Diagnostics;

/// <summary>
/// Bounds the lines at normal verbosity that a fetch logs for single files, such as retries. Those beyond the bound are at detailed
/// verbosity, so that whoever asks for details still gets all of them.
/// </summary>
internal sealed class BoundedLog(IFetchLog log) : IFetchLog
{
    private const long Bytes = 64 * 1024;

    private readonly MessageBudget _budget = new(Bytes);
    private int _isFull;

    public void Message(MessageLevel level, string text)
    {
        var isTold = level != MessageLevel.Normal || _budget.TryTake(text);
        if (!isTold && Interlocked.Exchange(ref _isFull, 1) == 0)
        {
            log.Message(MessageLevel.Normal, "Fireworks datasets: further lines about single files are shown at detailed verbosity only.");
        }

        log.Message(isTold ? level : MessageLevel.Low, text);
    }

    public void Report(Diagnostic diagnostic) => log.Report(diagnostic);

    public void Hide(string secret) => log.Hide(secret);
}
