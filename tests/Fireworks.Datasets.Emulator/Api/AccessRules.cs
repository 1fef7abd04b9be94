using System.Collections.Concurrent;

namespace Fireworks.Datasets.Emulator;

/// <summary>Which keys are known, and which accounts none of them may read.</summary>
internal sealed class AccessRules
{
    private readonly ConcurrentDictionary<string, bool> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _forbidden = new(StringComparer.Ordinal);

    public void AddKey(string key) => _keys[key] = true;

    public void RevokeKey(string key) => _keys.TryRemove(key, out _);

    public void Forbid(string account) => _forbidden[account] = true;

    public bool Forbids(string account) => _forbidden.ContainsKey(account);

    public bool Knows(string? authorization)
    {
        const string scheme = "Bearer ";
        return authorization?.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) == true
            && _keys.ContainsKey(authorization[scheme.Length..]);
    }
}
