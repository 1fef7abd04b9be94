using System.Globalization;

namespace Fireworks.Datasets.Http;

/// <summary>Reads from the query of a signed URL when it expires. It knows the parameters of the common storage services.</summary>
internal static class UrlExpiry
{
    public static DateTimeOffset? Read(string url)
    {
        var query = url.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? null : Read(url.AsSpan(query + 1));
    }

    private static DateTimeOffset? Read(ReadOnlySpan<char> query)
    {
        DateTimeOffset? signed = null, expiry = null;
        long? seconds = null;
        while (!query.IsEmpty)
        {
            var end = query.IndexOf('&');
            var pair = end < 0 ? query : query[..end];
            query = end < 0 ? [] : query[(end + 1)..];
            var equals = pair.IndexOf('=');
            if (equals < 0)
            {
                continue;
            }

            var value = pair[(equals + 1)..];
            switch (pair[..equals])
            {
                // Google Cloud Storage V4 and Amazon Signature V4 give the start and the lifetime in seconds.
                case "X-Goog-Date" or "X-Amz-Date":
                    signed = Time(value, "yyyyMMdd'T'HHmmss'Z'");
                    break;
                case "X-Goog-Expires" or "X-Amz-Expires":
                    seconds = Number(value);
                    break;
                // Google Cloud Storage V2, Amazon Signature V2 and CloudFront give seconds since 1970.
                case "Expires":
                    expiry = Number(value) is { } unix and <= 253402300799 ? DateTimeOffset.FromUnixTimeSeconds(unix) : null;
                    break;
                // A shared access signature of Azure gives a date.
                case "se":
                    expiry = Time(Uri.UnescapeDataString(value.ToString()), "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'",
                        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'");
                    break;
            }
        }

        // No storage service signs for longer than a year. The limits also keep the sum within the range of DateTimeOffset.
        return signed is { Year: < 9990 } from && seconds is { } lifetime and <= 366 * 24 * 60 * 60 ? from.AddSeconds(lifetime) : expiry;
    }

    private static DateTimeOffset? Time(ReadOnlySpan<char> text, params string[] formats) =>
        DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static long? Number(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
