namespace Fireworks.Datasets.Http;

/// <summary>
/// A strong entity tag (RFC 9110 section 8.8.3) with its quotes: equal tags mean equal bytes. A weak one says too little
/// to resume with or to skip a download for, so it is no validator here. <see langword="null"/> stands for none everywhere.
/// </summary>
internal sealed record Validator
{
    /// <summary>Stores send some dozens of characters. It is kept beside each file, so it must have a bound.</summary>
    private const int MaxLength = 1024;

    private readonly string _etag;

    private Validator(string etag) => _etag = etag;

    /// <summary>The validator that a text is; <see langword="null"/> where it is none.</summary>
    public static Validator? Parse(string? text)
    {
        // The tag is sent back, so it must be one that a header can hold.
        var isValid = text is ['"', .., '"'] && text.Length <= MaxLength && text.AsSpan(1, text.Length - 2) is var tag
            && !tag.Contains('"') && tag.IndexOfAnyExceptInRange('\x21', '\x7e') < 0;
        return isValid ? new(text!) : null;
    }

    /// <summary>The answer's own; <see langword="null"/> where it has none or a weak one.</summary>
    public static Validator? Of(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("ETag", out var values) && values.Count == 1 ? Parse(values.ToString().Trim()) : null;

    public override string ToString() => _etag;
}
