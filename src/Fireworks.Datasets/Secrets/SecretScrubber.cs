using System.Text;

namespace Fireworks.Datasets.Secrets;

/// <summary>
/// Removes known secrets from a text, in raw, percent-encoded and base64 form, and everything that looks like a secret, also where
/// escapes, tags or invisible characters disguise it. It is the second line of defence; the first is that no code puts a secret
/// into a text.
/// </summary>
internal sealed class SecretScrubber
{
    /// <summary>Shorter secrets are not removed, because they occur in ordinary words and could be guessed anyway.</summary>
    public const int MinLength = 6;

    private readonly object _adding = new();
    private volatile string[] _forms = [];

    /// <summary>Adds a secret, which is removed from texts from then on.</summary>
    public void Add(string secret)
    {
        if (secret.Length < MinLength)
        {
            return;
        }

        lock (_adding)
        {
            _forms = [.. _forms.Concat(FormsOf(secret)).Where(form => form.Length >= MinLength).Distinct()];
        }
    }

    public string Scrub(string text)
    {
        // All secrets are found in the text as it came, because a replacement could make of two others something that is found, or not.
        var hidden = new HiddenParts(text);
        FindKnown(text, hidden.Add);
        SecretShapes.Find(text, hidden.Add);

        var joined = DecodedText.Of(text, withSpace: false);
        FindKnown(joined.ToString(), (start, end) => Hide(joined, start, end));
        var decoded = DecodedText.Of(text, withSpace: true);
        SecretShapes.Find(decoded.ToString(), (start, end) => Hide(decoded, start, end));
        return hidden.ToString();

        void Hide(DecodedText view, int start, int end)
        {
            var (first, last) = view.Origin(start, end - start);
            hidden.Add(first, last);
        }
    }

    private void FindKnown(string text, Action<int, int> found)
    {
        foreach (var form in _forms)
        {
            for (var at = Next(0); at >= 0; at = Next(at + form.Length))
            {
                found(at, at + form.Length);
            }

            int Next(int from) => text.IndexOf(form, from, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static IEnumerable<string> FormsOf(string secret)
    {
        yield return secret;
        yield return DecodedText.Of(secret, withSpace: false).ToString();
        yield return Uri.EscapeDataString(secret);
        yield return System.Net.WebUtility.UrlEncode(secret);
        var bytes = Encoding.UTF8.GetBytes(secret);
        for (var offset = 0; offset < 3; offset++)
        {
            // The base64 form of a text depends on its offset modulo 3. Its ends also depend on the bytes around it and are cut off.
            var encoded = Convert.ToBase64String([.. new byte[offset], .. bytes]).TrimEnd('=');
            var inner = encoded[(offset == 0 ? 0 : offset + 1)..^((offset + bytes.Length) % 3 == 0 ? 0 : 1)];
            yield return inner;
            yield return inner.Replace('+', '-').Replace('/', '_');
        }
    }
}
