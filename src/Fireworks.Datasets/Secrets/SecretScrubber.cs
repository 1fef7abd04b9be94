using System.Text;

namespace Fireworks.Datasets.Secrets;

/// <summary>
/// The second line of defence: takes known secrets out of a text, raw, percent-encoded and in base64, and whatever
/// looks like one. The first line is that no text is made of a secret.
/// </summary>
internal sealed class SecretScrubber
{
    /// <summary>A shorter one would be found in ordinary words, and gives nothing away that could not be guessed.</summary>
    private const int MinLength = 6;

    private readonly object _adding = new();
    private volatile string[] _forms = [];

    /// <summary>From now on this text is taken out.</summary>
    public void Add(string secret)
    {
        if (secret.Length < MinLength)
        {
            return;
        }

        lock (_adding)
        {
            // The longest first, so that no form leaves a rest of another.
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
            // In base64 a text looks different at each of three places, and its ends depend on its neighbours.
            var encoded = Convert.ToBase64String([.. new byte[offset], .. bytes]).TrimEnd('=');
            var inner = encoded[(offset == 0 ? 0 : offset + 1)..^((offset + bytes.Length) % 3 == 0 ? 0 : 1)];
            yield return inner;
            yield return inner.Replace('+', '-').Replace('/', '_');
        }
    }
}
