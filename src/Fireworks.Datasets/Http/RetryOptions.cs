namespace Fireworks.Datasets.Http;

/// <summary>Limits on the retries of a transfer and on the waits between them.</summary>
/// <param name="MaxRetries">The number of consecutive retries that are allowed without progress.</param>
internal sealed record RetryOptions(int MaxRetries)
{
    /// <summary>The longest wait before the first retry. This limit doubles with each further retry, up to <see cref="MaxDelay"/>.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait that a server can ask for with <c>Retry-After</c>. A longer one is shortened to this.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(60);
}
