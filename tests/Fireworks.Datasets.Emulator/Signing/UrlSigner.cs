using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fireworks.Datasets.Emulator;

/// <summary>
/// Signs URLs that look like those of Google Cloud Storage (V4) and checks them over the very bytes that arrive:
/// method, host, path and query. A client that re-encodes any of them is refused, as by the real one.
/// </summary>
internal sealed class UrlSigner(EmulatorOptions options)
{
    private const string SignatureParameter = "&X-Goog-Signature=";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The present key first, then revoked ones: a URL of theirs is expired, not forged.</summary>
    private ImmutableArray<byte[]> _keys = [RandomNumberGenerator.GetBytes(32)];

    public void RevokeAll() =>
        ImmutableInterlocked.Update(ref _keys, keys => keys.Insert(0, RandomNumberGenerator.GetBytes(32)));

    /// <param name="host">Host and port as the client will send them.</param>
    /// <param name="path">The path, percent-encoded.</param>
    /// <returns>Path and query.</returns>
    public string Sign(string host, string path)
    {
        var now = options.Clock.GetUtcNow();
        var query = string.Create(
            CultureInfo.InvariantCulture,
            $"X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Credential=emulator%40fireworks.invalid%2F{now:yyyyMMdd}%2Fauto%2Fstorage%2Fgoog4_request&X-Goog-Date={now.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}&X-Goog-Expires={(long)options.UrlLifetime.TotalSeconds}&X-Goog-SignedHeaders=host");
        return $"{path}?{query}{SignatureParameter}{Signature(_keys[0], "GET", host, path, query)}";
    }

    public SignatureVerdict Verify(string method, string host, string path, string query)
    {
        var end = query.LastIndexOf(SignatureParameter, StringComparison.Ordinal);
        if (end < 0)
        {
            return SignatureVerdict.Missing;
        }

        var signature = query[(end + SignatureParameter.Length)..];
        query = query[..end];
        var signedBy = 0;
        var keys = _keys;
        while (signedBy < keys.Length && Signature(keys[signedBy], method, host, path, query) != signature)
        {
            signedBy++;
        }

        return signedBy == keys.Length
            ? SignatureVerdict.Forged
            : signedBy > 0 || options.Clock.GetUtcNow() >= ExpiresAt(query) ? SignatureVerdict.Expired : SignatureVerdict.Valid;
    }

    private static DateTimeOffset ExpiresAt(string query)
    {
        var parameters = query.Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        var date = DateTimeOffset.ParseExact(
            parameters["X-Goog-Date"], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return date.AddSeconds(long.Parse(parameters["X-Goog-Expires"], CultureInfo.InvariantCulture));
    }

    private static string Signature(byte[] key, string method, string host, string path, string query) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{method}\n{host}\n{path}\n{query}")));
}

internal enum SignatureVerdict
{
    Valid,
    Expired,
    Forged,
    Missing,
}
