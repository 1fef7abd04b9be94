using System.Text;

namespace Fireworks.Datasets.Secrets;

/// <summary>
/// Removes known secrets from a text, in raw, percent-encoded and base64 form, and everything that looks like a secret. It is the
/// second line of defence; the first is that no code puts a secret into a text.
/// </summary>
internal sealed class SecretScrubber
{
    /// <summary>Shorter secrets are not removed, because they occur in ordinary words and could be guessed anyway.</summary>
    private const int MinLength = 6;

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
            // The longest forms come first, because replacing a form inside a longer one would leave the rest of the longer one.
            _forms = [.. _forms.Concat(FormsOf(secret)).Distinct().OrderByDescending(form => form.Length)];
        }
    }

    public string Scrub(string text)
    {
        foreach (var form in _forms)
        {
            text = text.Replace(form, SecretShapes.Hidden, StringComparison.OrdinalIgnoreCase);
        }

        return SecretShapes.Remove(text);
    }

    private static IEnumerable<string> FormsOf(string secret)
    {
        yield return secret;
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
