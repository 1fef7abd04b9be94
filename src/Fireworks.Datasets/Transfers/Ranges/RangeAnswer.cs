using System.Net;
using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Transfers.Ranges;

/// <summary>Makes requests for a range of a file, and checks the answers to them.</summary>
internal static class RangeAnswer
{
    /// <summary>
    /// Returns whether the answer carries requested bytes of the known contents. Its own validator, start and total must match,
    /// because several stores answer 206 with bytes of a changed object although <c>If-Range</c> does not match.
    /// </summary>
    /// <param name="end">The exclusive end of the answer's bytes. If they fit, it is at most that of the requested range.</param>
    public static bool Fits(WatchedAnswer answer, Representation known, ByteRange asked, out long end)
    {
        var range = answer.Response.Content.Headers.ContentRange;
        end = range?.To + 1 ?? 0;
        return answer.Status == HttpStatusCode.PartialContent
            && Validator.Of(answer.Response) is { } validator && validator == known.Validator
            && range is { HasRange: true } && "bytes".Equals(range.Unit, StringComparison.OrdinalIgnoreCase)
            && range.From == asked.Start && end > asked.Start && end <= asked.End
            && range.Length == known.Length
            && answer.Response.Content.Headers.ContentLength is var length && (length is null || length == end - asked.Start)
            && Representation.IsGzipEncoded(answer.Response, answer.Host) == known.IsGzip;
    }

    public static void Ask(HttpRequestMessage request, Representation known, ByteRange range)
    {
        request.Headers.Range = new(range.Start, range.End - 1);
        request.Headers.TryAddWithoutValidation("If-Range", known.Validator!.ToString());
    }
}
