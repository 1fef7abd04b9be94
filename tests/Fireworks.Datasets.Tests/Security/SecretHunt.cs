using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>Looks for secrets, however they are written: raw, percent-encoded, in base64, in JSON, in HTML, in UTF-16.</summary>
internal sealed class SecretHunt(IEnumerable<string> secrets)
{
    private readonly (string What, byte[] Bytes)[] _forms =
        [.. secrets.Distinct().SelectMany(secret => FormsOf(secret).DistinctBy(form => Convert.ToHexString(form.Bytes)))];

    private readonly List<string> _found = [];

    /// <summary>What was found, and where; the secret itself is not repeated here either.</summary>
    public IReadOnlyList<string> Found => _found;

    /// <summary>Bytes looked at, decompressed ones too: a hunt that looked at nothing proves nothing.</summary>
    public long Searched { get; private set; }

    public void Search(string where, string text) => Search(where, Encoding.UTF8.GetBytes(text));

    public void Search(string where, ReadOnlySpan<byte> bytes)
    {
        Searched += bytes.Length;
        foreach (var (what, form) in _forms)
        {
            if (bytes.IndexOf(form) >= 0)
            {
                _found.Add($"{what} in {where}");
            }
        }
    }

    /// <summary>Names and contents of all files; what is compressed, also decompressed.</summary>
    public void SearchFolder(string folder)
    {
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [])
        {
            Search("a name", file);
            if (new FileInfo(file).Length == 0)
            {
                // Also a pipe, as .NET has them among temporary files: whoever reads one waits for ever.
                continue;
            }

            var bytes = File.ReadAllBytes(file);
            Search(file, bytes);
            if (bytes is [0x1f, 0x8b, ..])
            {
                using var unzipped = new MemoryStream();
                using (var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress))
                {
                    gzip.CopyTo(unzipped);
                }

                Search($"{file}, decompressed", unzipped.ToArray());
            }
        }
    }

    private static IEnumerable<(string What, byte[] Bytes)> FormsOf(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return ("raw", bytes);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(secret));
        foreach (var (what, text) in (IEnumerable<(string, string)>)
            [
                ("percent-encoded", Uri.EscapeDataString(secret)),
                ("form-encoded", WebUtility.UrlEncode(secret)),
                ("percent-encoded in lower case", LowerEscapes(Uri.EscapeDataString(secret))),
                ("percent-encoded whole", string.Concat(bytes.Select(b => $"%{b:X2}"))),
                ("percent-encoded whole in lower case", string.Concat(bytes.Select(b => $"%{b:x2}"))),
                ("JSON", JsonEncodedText.Encode(secret).ToString()),
                ("HTML", WebUtility.HtmlEncode(secret)),
                ("hexadecimal", Convert.ToHexString(bytes)),
            ])
        {
            yield return (what, Encoding.ASCII.GetBytes(text));
        }

        for (var offset = 0; offset < 3; offset++)
        {
            // The characters of base64 that depend on the secret alone, at each of the three places it can begin at.
            var text = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            var own = text[((offset * 8 + 5) / 6)..((offset + bytes.Length) * 8 / 6)];
            yield return ("base64", Encoding.ASCII.GetBytes(own));
            yield return ("base64url", Encoding.ASCII.GetBytes(own.Replace('+', '-').Replace('/', '_')));
        }
    }

    private static string LowerEscapes(string escaped) =>
        string.Concat(escaped.Select((c, i) => (i > 0 && escaped[i - 1] == '%') || (i > 1 && escaped[i - 2] == '%') ? char.ToLowerInvariant(c) : c));
}
