using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fireworks.Datasets.Emulator;

/// <summary>A request as it arrived, byte for byte where it matters, and what it is about.</summary>
internal sealed record ServiceRequest(
    string Method, string Host, string Path, string Query, IReadOnlyDictionary<string, string> Headers)
{
    public RequestKind Kind { get; init; }
    public string? Account { get; init; }
    public string? Dataset { get; init; }
    public string? File { get; init; }

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>As if the client had not sent this header.</summary>
    public ServiceRequest Without(string header) => this with
    {
        Headers = Headers
            .Where(h => !string.Equals(h.Key, header, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>The value of a query parameter, decoded; null where it is not given.</summary>
    public string? Parameter(string name) => Query.Split('&')
        .Select(p => p.Split('=', 2))
        .Where(p => p[0] == name)
        .Select(p => p.Length == 2 ? Uri.UnescapeDataString(p[1]) : "")
        .FirstOrDefault();

    public static ServiceRequest Read(HttpContext context)
    {
        // Not Request.Path: that is decoded and normalised, and a signature is over the bytes as sent.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/') && Uri.TryCreate(target, UriKind.Absolute, out _))
        {
            // The absolute form, as sent to a proxy.
            var path = target.IndexOf('/', target.IndexOf("://", StringComparison.Ordinal) + 3);
            target = path < 0 ? "/" : target[path..];
        }

        var query = target.IndexOf('?', StringComparison.Ordinal);
        return new ServiceRequest(
            context.Request.Method,
            context.Request.Host.Value ?? "",
            query < 0 ? target : target[..query],
            query < 0 ? "" : target[(query + 1)..],
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
    }
}
