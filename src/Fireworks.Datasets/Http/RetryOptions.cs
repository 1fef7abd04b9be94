namespace Fireworks.Datasets.Http;

/// <summary>How often and how patiently a transfer is tried again.</summary>
/// <param name="MaxRetries">Retries without progress between them.</param>
internal sealed record RetryOptions(int MaxRetries)
{
    /// <summary>The longest first wait; it doubles with each retry.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A server that asks for more patience than this gets this much.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(60);
}
