using System.Text;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Secrets;
using Fireworks.Datasets.Tests.Infra;
using MessageLevel = Fireworks.Datasets.Diagnostics.MessageLevel;

namespace Fireworks.Datasets.Tests.Secrets;

[TestClass]
public sealed class SecretScrubberTests
{
    private const string Secret = "k3y/with+odd=chars&more";

    [TestMethod]
    public void Takes_out_what_it_knows()
    {
        var lower = Uri.EscapeDataString(Secret).ToLowerInvariant();
        string[] texts = [Secret, $"x{Secret}y", Uri.EscapeDataString(Secret), lower, .. Enumerable.Range(0, 3).SelectMany(Encodings)];
        var scrubber = new SecretScrubber();
        scrubber.Add(Secret);
        foreach (var text in texts)
        {
            var scrubbed = scrubber.Scrub($"before {text} after");
            Assert.Contains("***", scrubbed, text);
            Assert.DoesNotContain("k3y", Encoding.UTF8.GetString(Decoded(scrubbed)));
            Assert.StartsWith("before ", scrubbed);
            Assert.EndsWith(" after", scrubbed);
        }
    }

    [TestMethod]
    [DataRow("GET https://s.example/o?X-Goog-Signature=abc failed", "GET https://s.example/o?*** failed")]
    [DataRow("'https://s.example/o?a=b'", "'https://s.example/o?***'")]
    [DataRow("proxy http://ann:word@p:8080/ refused", "proxy http://***@p:8080/ refused")]
    [DataRow("Authorization: Bearer abc.def-123", "Authorization: Bearer ***")]
    [DataRow("Proxy-Authorization: basic YW5uOndvcmQ=", "Proxy-Authorization: basic ***")]
    [DataRow("<StringToSign>GET\nX-Amz-Credential=AKIA/2026&X-Amz-Signature=ff</StringToSign>", "<StringToSign>GET\nX-Amz-Credential=***&X-Amz-Signature=***</StringToSign>")]
    [DataRow("sv=2024&sig=a%2Bb&se=2026", "sv=2024&sig=***&se=2026")]
    [DataRow("key fw_3ZnoTaRealKey123 refused", "key *** refused")]
    [DataRow("key fpk_1234567a refused", "key *** refused")]
    [DataRow("keys sk_onlylettersbutmany,sk_1234567890123456", "keys ***,***")]
    public void Takes_out_what_looks_like_a_secret(string text, string expected) => Assert.AreEqual(expected, new SecretScrubber().Scrub(text));

    /// <summary>A service that repeats a request may encode it, and a page may put tags or marks for line breaks into a long word.</summary>
    [TestMethod]
    [DataRow("k3y/wi\u00adth+odd=cha\u00adrs&more")]
    [DataRow("k\u200b3\u200by\u200b/\u200cw\u2060ith+odd=chars\ufeff&more")]
    [DataRow("k3y/\u202ewith+odd\u202c=chars&more")]
    [DataRow("k3y/<b>with</b>+odd=<wbr/>chars&more")]
    [DataRow("k3y/with+odd=chars&amp;more")]
    [DataRow("&#107;3y&#x2f;with&plus;odd&equals;chars&AMP;more")]
    [DataRow("k3y/with&shy;+odd=chars&more")]
    [DataRow("\\u006b3y\\/with\\u002bodd=chars\\u0026more")]
    [DataRow("\\x6b3y/with+odd=chars&more")]
    [DataRow("k3y/with\\n+odd=chars\\t&more")]
    [DataRow("%6B3y%2fwith+odd=%63hars&more")]
    [DataRow("k3y%252Fwith%25252Bodd=chars&more")]
    [DataRow("K3Y/WITH+ODD=CHARS&MORE")]
    [DataRow("k3y/with+odd\r\n  =chars&more")]
    [DataRow("k3y/with\u001b+odd=chars&more")]
    [DataRow("\uff4b3\uff59/with+odd=chars&more")]
    [DataRow("k3y/wi\ufe0fth+odd\u034f=chars\u3164&more")]
    public void Takes_out_what_it_knows_however_it_is_disguised(string disguised)
    {
        var scrubber = new SecretScrubber();
        scrubber.Add(Secret);
        Assert.AreEqual("before *** after", scrubber.Scrub($"before {disguised} after"));
    }

    [TestMethod]
    [DataRow("key fw_3Zno\u00adTaReal\u00adKey123 refused", "key *** refused")]
    [DataRow("key f\u200bw_3ZnoTaRealKey123 refused", "key *** refused")]
    [DataRow("key <b>fw_3Zno</b>TaRealKey123 refused", "key <b>*** refused")]
    [DataRow("key fw&lowbar;3ZnoTaRealKey123 refused", "key *** refused")]
    [DataRow("key \\u0066w_3ZnoTaRealKey123 refused", "key *** refused")]
    [DataRow("key %66w%5f3ZnoTaRealKey123 refused", "key *** refused")]
    [DataRow("X-Goog-Signature%3Dabcdef%26x", "X-Goog-Signature%3D***%26x")]
    [DataRow("https:\\/\\/ann:word@p.example\\/", "https:\\/\\/***@p.example\\/")]
    public void Takes_out_what_looks_like_a_secret_however_it_is_disguised(string text, string expected) =>
        Assert.AreEqual(expected, new SecretScrubber().Scrub(text));

    [TestMethod]
    [DataRow("to https://ci:pass#1@host/", "to https://***@host/")]
    [DataRow("to https://ci:pa?ss@host/", "to https://***")]
    [DataRow("to https://ci:pa/ss@host/", "to https://***@host/")]
    [DataRow("to https://ci:p@ss@host/", "to https://***@host/")]
    [DataRow("to https://ci%3Apass%40host/x", "to https://***%40host/x")]
    [DataRow("to https://ci:pass", "to https://***")]
    [DataRow("to https://ci:pass/x", "to https://***/x")]
    [DataRow("to https:/ci:pass@host", "to https:/***@host")]
    [DataRow(@"to https:\\ci:pass@host", @"to https:\\***@host")]
    [DataRow("to //ci:pass@host", "to //***@host")]
    [DataRow("to ci:pass@host", "to ***@host")]
    [DataRow("to 'ci:pass#1@host'", "to '***@host'")]
    [DataRow("to socks5://token@host:1080", "to socks5://***@host:1080")]
    public void Takes_out_credentials_of_an_address_however_malformed(string text, string expected) =>
        Assert.AreEqual(expected, new SecretScrubber().Scrub(text));

    [TestMethod]
    [DataRow("See https://[::1]:5000/x, http://h.example:8080. and https://h.example:")]
    [DataRow(@"C:\src\@scope\x.txt and /home/me@work/x and mailto:a@b.example at 12:30")]
    [DataRow("'a?b.jsonl' of dataset 'accounts/acme/datasets/x?lineage' is 12 bytes")]
    [DataRow("See https://docs.example/diagnostics.md#fwds3001 and mail a@b.example.")]
    [DataRow("sha256:3730d312f6e3440559ace48831e51066acaca737f6eabec99bccb9e4b3c39d14")]
    [DataRow("'sk_20260131.jsonl' of dataset 'accounts/acme/datasets/fw_my_set'")]
    [DataRow("The basic idea of a bearer key")]
    public void Leaves_ordinary_text_alone(string text) => Assert.AreEqual(text, new SecretScrubber().Scrub(text));

    [TestMethod]
    [DataRow("http://")]
    [DataRow("a://")]
    [DataRow("Bearer ")]
    [DataRow("Bearer")]
    [DataRow("sig=")]
    [DataRow("X-Goog-")]
    [DataRow("fw_")]
    [DataRow("fw_1234567")]
    [DataRow("sk_aaaaaaa ")]
    [DataRow("@")]
    [DataRow("a:")]
    [DataRow("a@")]
    [DataRow("a:b@")]
    [DataRow("https://a:")]
    [DataRow("https://a@")]
    [DataRow("%25")]
    [DataRow("&#")]
    [DataRow("&#65;")]
    [DataRow("<b")]
    [DataRow("\\u00")]
    [DataRow("\u00ad")]
    [Timeout(60_000, CooperativeCancellation = false)]
    public void Is_not_slow_on_hostile_text(string part) =>
        new SecretScrubber().Scrub(string.Concat(Enumerable.Repeat(part, 100_000)));

    [TestMethod]
    public void Does_not_break_texts_for_a_secret_too_short_to_be_one()
    {
        var scrubber = new SecretScrubber();
        scrubber.Add("a");
        scrubber.Add("");
        Assert.AreEqual("a banana", scrubber.Scrub("a banana"));
    }

    [TestMethod]
    public void Stands_before_a_log()
    {
        var (log, scrubber) = (new RecordingLog(), new SecretScrubber());
        scrubber.Add(Secret);
        var scrubbing = new ScrubbingLog(log, scrubber);
        scrubbing.Message(MessageLevel.High, $"x {Secret}");
        scrubbing.Report(new Diagnostic("FWDS3001", $"y {Secret}", IsWarning: true));
        Assert.AreEqual((MessageLevel.High, "x ***"), log.Messages.Single());
        Assert.AreEqual(new Diagnostic("FWDS3001", "y ***", IsWarning: true), log.Diagnostics.Single());
    }

    private static IEnumerable<string> Encodings(int before)
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{new string('u', before)}{Secret}"));
        return [text, text.Replace('+', '-').Replace('/', '_').TrimEnd('=')];
    }

    /// <summary>Whatever base64 is left, decoded.</summary>
    private static byte[] Decoded(string text)
    {
        var letters = new string([.. text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/')]);
        return Convert.FromBase64String(letters[..(letters.Length / 4 * 4)]);
    }

    /// <summary>There is nothing to hide, and nothing to fail at.</summary>
    [TestMethod]
    [DataRow("https://host/?")]
    [DataRow("see https://host/a? and https://@host/ or https://:@/ at %20https://h%3F?")]
    [DataRow("https://?")]
    [DataRow("https://\u00ad?\u00ad")]
    [DataRow("//@ user:@ :@ https://@ %40 https://%40")]
    [DataRow("Bearer  token= fw_ sk_")]
    [DataRow("")]
    public void Takes_addresses_that_end_too_early(string text) => Assert.IsNotNull(new SecretScrubber().Scrub(text));

    [TestMethod]
    public void Takes_any_text()
    {
        string[] pieces = ["https://", "http:\\/\\/", "?", "@", "%40", "%3F", ":", "/", "#", "a", "user", " ", "\u00ad", "<b>", "&#64;", "\\n", "fw_abc12345", "token=", "Bearer ", "\\u003f", "[", "]"];
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var scrubber = new SecretScrubber();
        scrubber.Add("k3y/with+odd");
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(random.GetItems(pieces, random.Next(1, 9)));
            try
            {
                scrubber.Scrub(text);
            }
            catch (Exception exception)
            {
                throw new AssertFailedException($"'{text}', seed {seed}", exception);
            }
        }
    }
}
