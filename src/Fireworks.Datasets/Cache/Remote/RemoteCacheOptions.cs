using Fireworks.Datasets.Secrets;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets.Cache.Remote;

/// <summary>The settings of the remote cache.</summary>
/// <param name="Base">https, or http on loopback. The path ends with <c>/</c>.</param>
/// <param name="Token">A bearer token that goes nowhere else; the Fireworks key is never sent to the cache.</param>
/// <param name="TokenVariable">Name of the variable with the token; <see langword="null"/> if the cache needs none.</param>
/// <param name="StallTimeout">At most <see cref="MaxStallTimeout"/>, because a slow cache saves no time.</param>
internal sealed record RemoteCacheOptions(Uri Base, bool ReadOnly, BearerToken? Token, string? TokenVariable, TimeSpan StallTimeout)
{
    /// <summary>The longest time that a build waits for a byte from the cache.</summary>
    public static readonly TimeSpan MaxStallTimeout = TimeSpan.FromSeconds(10);

    /// <returns><see langword="null"/> if there is no cache, in an offline build, or if the token is invalid (reported as FWDS5006).</returns>
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
