namespace Fireworks.Datasets.Http;

/// <summary>
/// A strong ETag (RFC 9110 section 8.8.3) with its quotes. Equal strong ETags mean equal bytes. A weak ETag does not promise
/// that, so it cannot justify a resumed or skipped download and is treated as absent. An absent validator is <see langword="null"/>.
/// </summary>
internal sealed record Validator
{
    /// <summary>In characters. Servers send some dozens. The length is limited because a validator is stored for each file.</summary>
    private const int MaxLength = 1024;

    private readonly string _etag;

    private Validator(string etag) => _etag = etag;

    /// <summary>Parses an ETag; returns <see langword="null"/> if it is absent, weak, malformed or too long.</summary>
    public static Validator? Parse(string? text)
    {
        // The tag is sent back in a request header, so only characters that are valid there are accepted.
        var isValid = text is ['"', .., '"'] && text.Length <= MaxLength && text.AsSpan(1, text.Length - 2) is var tag
            && !tag.Contains('"') && tag.IndexOfAnyExceptInRange('\x21', '\x7e') < 0;
        return isValid ? new(text!) : null;
    }

    /// <summary>Reads the validator of an answer; returns <see langword="null"/> if there is none or only a weak ETag.</summary>
    public static Validator? Of(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("ETag", out var values) && values.Count == 1 ? Parse(values.ToString().Trim()) : null;

    public override string ToString() => _etag;
}
