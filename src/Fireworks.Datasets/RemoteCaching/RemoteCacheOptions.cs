using Fireworks.Datasets.Credentials;

namespace Fireworks.Datasets.RemoteCaching;

/// <param name="Base">https, or http on loopback; path ends with <c>/</c>.</param>
/// <param name="Token">Sent as bearer token, and nowhere else; the Fireworks key never goes there.</param>
/// <param name="StallTimeout">A cache that is slower than the service is none: shorter than for storage.</param>
internal sealed record RemoteCacheOptions(Uri Base, bool ReadOnly, ApiKey? Token, TimeSpan StallTimeout)
{
    /// <summary>The longest that a build waits for a cache without a byte.</summary>
    public static readonly TimeSpan MaxStallTimeout = TimeSpan.FromSeconds(10);
}
