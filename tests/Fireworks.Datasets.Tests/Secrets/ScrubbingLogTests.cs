using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Secrets;
using Fireworks.Datasets.Tests.Infra;
using MessageLevel = Fireworks.Datasets.Diagnostics.MessageLevel;

namespace Fireworks.Datasets.Tests.Secrets;

/// <summary>What reaches the log of a text that somebody else wrote.</summary>
[TestClass]
public sealed class ScrubbingLogTests
{
    private const string Secret = "no-shape-that-is-known";

    [TestMethod]
    public void Is_one_line_without_commands()
    {
        var log = new RecordingLog();
        var shown = Before(log);
        shown.Message(MessageLevel.High, $"x {Secret} ##vso[a]\u001b[2J");
        shown.Report(new Diagnostic("FWDS3001", $"y {Secret} ::error::\u202e", IsWarning: true));
        Assert.AreEqual((MessageLevel.High, "x *** # #vso[a] [2J"), log.Messages.Single());
        Assert.AreEqual(new Diagnostic("FWDS3001", "y *** : :error: : ", IsWarning: true), log.Diagnostics.Single());
    }

    /// <summary>Each step could put together what the next one would have found: so their order matters.</summary>
    [TestMethod]
    [DataRow("##v\u00adso[x]")]
    [DataRow("#\u200b#vso[x]")]
    [DataRow("#\u202e#\u202c[error]")]
    [DataRow("#\r#vso[x]")]
    [DataRow("#" + Secret + "#vso[x]")]
    [DataRow("##" + Secret + "[x]")]
    [DataRow(":\u200b:error::x")]
    [DataRow("::err\u00ador::x")]
    [DataRow(":" + Secret + ":error::x")]
    [DataRow("x\n::error::y")]
    [DataRow("x\u2028::error::y")]
    [DataRow("\ufdd02\ufdd1#\ufdd2#vso[x]")]
    [DataRow("https://h.example/?##vso[x]")]
    public void Lets_no_command_through_that_is_put_together_on_the_way(string text)
    {
        foreach (var message in (string[])[text, $"'{Problem.Quoted(text)}'", $"#{Problem.Quoted(text)}", $":{Problem.Quoted(text)}"])
        {
            var shown = Shown(message);
            Assert.IsFalse(CiCommands.IsIn(shown), shown);
            Assert.DoesNotContain(c => char.IsControl(c) || c is '\u202e' or '\u2028', shown);
        }
    }

    /// <summary>Wherever the limit falls, no part of a secret is left that nobody recognises.</summary>
    [TestMethod]
    public void Cuts_no_secret_in_half()
    {
        foreach (var secret in (string[])[Secret, "fw_3ZnoTaRealKey123", "https://ci:no-shape@host.example/?sig=no-shape", "no\u00ad-shape-\u200bthat-is-known"])
        {
            for (var before = 150; before < 205; before++)
            {
                var shown = Shown($"'{Problem.Quoted(new string('x', before) + '/' + secret + ' ' + new string('y', 300))}' is cut");
                foreach (var part in (string[])["no-", "no ", "fw_", "ci:"])
                {
                    Assert.DoesNotContain(part, shown, $"{secret} after {before}");
                }

                Assert.EndsWith("' is cut", shown);
                Assert.IsLessThan(220, shown.Length);
            }
        }
    }

    private static ScrubbingLog Before(RecordingLog log)
    {
        var shown = new ScrubbingLog(log, new SecretScrubber());
        shown.Hide(Secret);
        return shown;
    }

    private static string Shown(string text)
    {
        var log = new RecordingLog();
        Before(log).Message(MessageLevel.High, text);
        return log.Lines.Single();
    }
}
