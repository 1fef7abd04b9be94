using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.LockFiles;

namespace Fireworks.Datasets.Tests.Security;

/// <summary>Random names, JSON and headers: mostly nearly right, since what is quite wrong is refused at the door.</summary>
internal sealed class FuzzText(Random random, string machine)
{
    private static readonly string[] s_parts =
    [
        "a", "b", "A", "train", "\u00e9", "e\u0301", "\u4e2d", "\ud83d\ude00", ".", "..", "/", "\\", "//", ":", "con", "nul.txt", "com1", " ", "x ", "x.",
        "\0", "\n", "\r", "\u001b", "\u202e", "\u2028", "\ufeff", "\u200d", "*", "?", "<", "|", "\"", "~1", ".fireworks", "%2e%2e", "%41", "$(x)", ";", "'", "-",
        "C:", "file:", "state", "tmp", "in-use", "{", "}", "\\u0000", "\u00df", "\u0131", "\ufffe", "&#46;",
        "%2f", "%5c", "%252e%252e%252f", "%2e", "%00", "%0a", "%", "\uff0e\uff0e", "\uff0f", "\ufb01", ".\ufb01reworks", "\u00a0", "\u3000", ".git", "HEAD", "config",
        ".cs", ".targets", "app.config", "desktop.ini", ".lnk", "##vso[task.complete result=Succeeded;]", "##[error]", "::error::",
    ];

    public string Name() => random.Next(10) switch
    {
        0 => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Pick(s_parts))),
        1 => $"{string.Concat(Enumerable.Repeat("../", random.Next(1, 6)))}outside/users-own.txt",
        2 => Path.Join(machine, "outside", "planted.txt"),
        3 => new string('x', random.Next(1, 700)),
        4 => string.Join('/', Enumerable.Repeat("d", random.Next(1, 250))) + "/x",
        _ => $"{(random.Next(3) == 0 ? $"d{random.Next(3)}/" : "")}file{random.Next(12)}.jsonl",
    };

    /// <summary>An answer of the download endpoint.</summary>
    public byte[] Listing(string storageHost)
    {
        var hostile = random.Next(3) == 0;
        var names = Enumerable.Range(0, random.Next(1, 8)).Select(i => hostile ? Name() : $"file{i}.jsonl");
        var entries = names.Select(name => $"{Json(name)}:{Json(Url(storageHost, hostile))}");
        var json = """{"other":[1,{"x":null}],"filenameToSignedUrls":{""" + string.Join(',', entries) + "}}";
        return random.Next(5) == 0 ? Mutate(Encoding.UTF8.GetBytes(json)) : Encoding.UTF8.GetBytes(json);
    }

    public byte[] LockFile(DatasetKey dataset)
    {
        var entries = Enumerable.Range(0, random.Next(4)).Select(_ =>
            Json(random.Next(2) == 0 ? Name() : $"file{random.Next(8)}.jsonl") + ":"
            + (random.Next(2) == 0 ? "{}" : $$"""{"length":{{random.Next(600)}},"sha256":"{{Hex()}}"}"""));
        var json = $$"""{"version":1,"datasets":{"{{dataset}}":{"files":{""" + string.Join(',', entries) + "}}}}";
        return random.Next(4) == 0 ? Mutate(Encoding.UTF8.GetBytes(json)) : Encoding.UTF8.GetBytes(json);
    }

    /// <summary>Some bytes changed, a piece cut out, repeated or made endless.</summary>
    public byte[] Mutate(byte[] bytes)
    {
        var mutated = bytes.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(mutated.Count + 1);
            var length = random.Next(Math.Min(40, mutated.Count - at) + 1);
            switch (random.Next(5))
            {
                case 0:
                    mutated.RemoveRange(at, length);
                    break;
                case 1:
                    mutated.InsertRange(at, mutated.GetRange(at, length));
                    break;
                case 2:
                    mutated.RemoveRange(at, mutated.Count - at);
                    break;
                case 3:
                    mutated.InsertRange(at, Enumerable.Repeat((byte)Pick(["{", "[", "9", " ", "\"", "\0"])[0], random.Next(1, 300)));
                    break;
                default:
                    for (var i = at; i < at + length; i++)
                    {
                        mutated[i] = (byte)random.Next(256);
                    }

                    break;
            }
        }

        return [.. mutated];
    }

    /// <summary>Another status, other headers, another body.</summary>
    public HttpResponseMessage Disturb(HttpResponseMessage answer)
    {
        switch (random.Next(5))
        {
            case 0:
                answer.StatusCode = (HttpStatusCode)int.Parse(
                    Pick(["204", "206", "301", "304", "400", "401", "403", "404", "410", "412", "416", "418", "429", "500", "503", "599"]), CultureInfo.InvariantCulture);
                answer.Headers.TryAddWithoutValidation("Location", Pick(["/x", "//x", "http://x/", "file:///x", "", "?", "https://[", Name()]).ReplaceLineEndings(""));
                answer.Headers.TryAddWithoutValidation("Retry-After", "0");
                break;
            case 1:
                answer.Content = new ByteArrayContent(Mutate(Encoding.UTF8.GetBytes("<html><Code>ExpiredToken</Code>")));
                break;
            case 2:
                answer.Content.Headers.ContentLength = random.Next(2000);
                break;
            case 3:
                answer.Content.Headers.TryAddWithoutValidation("Content-Encoding", Pick(["gzip", "br", "gzip, gzip", "identity", ""]));
                break;
            default:
                answer.Headers.TryAddWithoutValidation(
                    Pick(["x-goog-stored-content-length", "x-goog-stored-content-encoding", "x-goog-hash", "Digest", "Repr-Digest", "Accept-Ranges"]),
                    Pick(["-1", "99999999999999999999", "gzip", "md5=", "crc32c=AAAAAA==", "sha-256=:AAAA:", "bytes", "sha-256="]));
                break;
        }

        return answer;
    }

    private string Url(string storageHost, bool hostile) => hostile && random.Next(6) == 0
        ? Pick(["", "x", "http://x/", "https://", "https://u:p@x/", $"https://{storageHost}:99999/", "file:///etc/passwd", $"https://{storageHost}/\n", $"https://{storageHost}\\x", Name()])
        : $"https://{storageHost}/o/{random.Next(1000)}?sig={Hex()}";

    private string Hex() => Convert.ToHexStringLower(Enumerable.Range(0, 32).Select(_ => (byte)random.Next(256)).ToArray());

    private static string Json(string text) => JsonSerializer.Serialize(text);

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
