using System.Globalization;

namespace Fireworks.Datasets.Http;

/// <summary>
/// Repeats a transfer after transient failures. It waits with exponential backoff and full jitter
/// (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/) and honours <c>Retry-After</c>.
/// </summary>
/// <param name="random">Returns a number from 0 up to 1. It must be thread-safe.</param>
internal sealed class Retrier(RetryOptions options, TimeProvider time, Func<double> random, IFetchLog log)
{
    /// <param name="what">What is attempted. The line that each retry logs starts with it.</param>
    /// <exception cref="TransferException">The last failure, if it is not transient or no retries are left.</exception>
    public async Task<T> RunAsync<T>(
        string what, Func<RetryBudget, CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var budget = new RetryBudget();
        while (true)
        {
            TimeSpan delay;
            try
            {
                budget.Begin();
                return await attempt(budget, cancellationToken).ConfigureAwait(false);
            }
            catch (TransferException failure)
            {
                budget.Fail();
                failure.Attempts = budget.Attempts;
                cancellationToken.ThrowIfCancellationRequested();
                if (!failure.Transient || budget.Failures > options.MaxRetries)
                {
                    throw;
                }

                delay = DelayAfter(failure, budget.Failures);
                log.Message(MessageLevel.Normal, string.Create(CultureInfo.InvariantCulture,
                    $"{what}: {(failure.Host is null ? "" : failure.Host + ": ")}{failure.Reason}; trying again in {delay.TotalSeconds:0.0} s (retry {budget.Failures} of {options.MaxRetries})."));
            }

            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan DelayAfter(TransferException failure, int failures)
    {
        var ceiling = Math.Min(options.MaxDelay.TotalSeconds, options.BaseDelay.TotalSeconds * Math.Pow(2, failures - 1));
        var backoff = TimeSpan.FromSeconds(ceiling * random());
        var asked = failure.RetryAfter is { } wait && wait < options.MaxRetryAfter ? wait : options.MaxRetryAfter;
        return failure.RetryAfter is null || asked < backoff ? backoff : asked;
    }
}
