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

    [TestMethod]
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
}
