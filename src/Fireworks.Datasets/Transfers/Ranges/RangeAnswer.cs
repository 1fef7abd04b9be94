using System.Net;
using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Transfers.Ranges;

/// <summary>Judges the answer to a request for a part of a file.</summary>
internal static class RangeAnswer
{
    /// <summary>
    /// Whether these are the bytes asked for, of the same contents as those that arrived before. Only the answer's own
    /// validator, start and total say so: several stores answer 206 from a changed object although <c>If-Range</c> differs.
    /// </summary>
    /// <param name="end">Where the answer's bytes end, exclusive: not beyond what was asked for, but maybe before.</param>
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
