using Fireworks.Datasets.Secrets;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.Cache.Remote;

/// <param name="Base">https, or http on loopback; path ends with <c>/</c>.</param>
/// <param name="Token">Sent as bearer token, and nowhere else; the Fireworks key never goes there.</param>
/// <param name="TokenVariable">Where the token is looked for; <see langword="null"/>: the cache wants none.</param>
/// <param name="StallTimeout">A cache that is slower than the service is none: shorter than for storage.</param>
internal sealed record RemoteCacheOptions(Uri Base, bool ReadOnly, BearerToken? Token, string? TokenVariable, TimeSpan StallTimeout)
{
    /// <summary>The longest that a build waits for a cache without a byte.</summary>
    public static readonly TimeSpan MaxStallTimeout = TimeSpan.FromSeconds(10);

    /// <returns><see langword="null"/>, where there is no cache, or after saying why it cannot be used.</returns>
    public static RemoteCacheOptions? From(FetchSettings settings, MachineEnvironment machine, IFetchLog log)
    {
        if (settings.RemoteCache is not { } address || settings.Offline)
        {
            return null;
        }

        var stall = settings.StallTimeout < MaxStallTimeout ? settings.StallTimeout : MaxStallTimeout;
        var options = new RemoteCacheOptions(address, settings.RemoteCacheReadOnly, null, settings.RemoteCacheTokenVariable, stall);
        if (options.TokenVariable is not { } variable || machine[variable] is not { } value)
        {
            return options;
        }

        try
        {
            var token = BearerToken.Create(value, variable);
            log.Hide(token.Reveal());
            return options with { Token = token };
        }
        catch (DatasetException)
        {
            log.Report(Problem.RemoteCacheUnusable(address.Authority, $"the token in {variable} is blank, or has characters that cannot be sent"));
            return null;
        }
    }
}
