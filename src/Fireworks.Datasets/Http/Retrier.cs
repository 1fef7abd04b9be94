using System.Globalization;

namespace Fireworks.Datasets.Http;

/// <summary>
/// Tries a transfer again while its failures may pass: exponential backoff with full jitter
/// (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), <c>Retry-After</c> honoured.
/// </summary>
/// <param name="random">A number from 0 up to 1, safe for use from several threads.</param>
internal sealed class Retrier(RetryOptions options, TimeProvider time, Func<double> random, IFetchLog log)
{
    /// <param name="what">What is tried, as the start of the line that each retry logs.</param>
    /// <exception cref="TransferException">The last failure, when it cannot pass or the budget is used up.</exception>
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
