using System.Text;

namespace Fireworks.Datasets.Diagnostics;

/// <summary>
/// Bounds how much of a log one cause takes. A server or a lock file decides how many files there are and how long their names are, so
/// without a bound it would also decide how long the log is. It is thread-safe.
/// </summary>
/// <param name="bytes">In UTF-8. The message that exceeds it is the last one.</param>
internal sealed class MessageBudget(long bytes)
{
    /// <summary>What MSBuild writes around a message: the path of the project, twice.</summary>
    private const int AroundEach = 200;

    private long _left = bytes;

    /// <returns>False if the message should not be told, because the messages before it have used up the budget.</returns>
    public bool TryTake(string message)
    {
        var cost = Encoding.UTF8.GetByteCount(message) + AroundEach;
        return Interlocked.Add(ref _left, -cost) + cost > 0;
    }
}
