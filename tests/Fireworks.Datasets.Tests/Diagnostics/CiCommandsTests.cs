using Fireworks.Datasets.Diagnostics;

namespace Fireworks.Datasets.Tests.Diagnostics;

[TestClass]
public sealed class CiCommandsTests
{
    [TestMethod]
    [DataRow("##vso[task.complete result=Succeeded;]done", "# #vso[task.complete result=Succeeded;]done")]
    [DataRow("before ##VSO[x] after", "before # #VSO[x] after")]
    [DataRow("##[error]x", "# #[error]x")]
    [DataRow("###[error]x", "# # #[error]x")]
    [DataRow("##teamcity[buildStatus text='x']", "# #teamcity[buildStatus text='x']")]
    [DataRow("::error file=a.cs::x", ": :error file=a.cs: :x")]
    [DataRow("a ::set-output name=x::y", "a : :set-output name=x: :y")]
    [DataRow(":::error::x", ": : :error: :x")]
    [DataRow("::add-mask::x", ": :add-mask: :x")]
    [DataRow("::dead beef::", ": :dead beef: :")]
    [DataRow("[::error]::", "[: :error]: :")]
    [DataRow("[::1]::error::x", "[::1]: :error: :x")]
    [DataRow("[::%::error::x]", "[: :%: :error: :x]", DisplayName = "what .NET takes for the zone of an address")]
    [DataRow("[fe80::1%.##set-output name=x::[::1]", "[fe80: :1%.# #set-output name=x: :[::1]")]
    [DataRow("section_start:1:x", "section_start :1:x")]
    [DataRow("travis_fold:start:x", "travis_fold :start:x")]
    public void Are_broken_and_stay_readable(string line, string broken)
    {
        Assert.AreEqual(broken, CiCommands.Break(line));
        Assert.AreEqual(broken, CiCommands.Break(broken));
        Assert.IsTrue(CiCommands.IsIn(line));
        Assert.IsFalse(CiCommands.IsIn(broken.Replace("[::1]", "")));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("No connection to http://[::1]:8080: the host refused.")]
    [DataRow("No connection to [fe80::1%2]:80, [::ffff:127.0.0.1] and [2001:db8::].")]
    [DataRow("a: b, 12:30, C# and F#, https://x.example/docs#fwds1001 #1")]
    public void Are_not_seen_in_ordinary_text(string line) => Assert.AreEqual(line, CiCommands.Break(line));

    [TestMethod]
    [DataRow("a.txt", false)]
    [DataRow("C#/#1.txt", false)]
    [DataRow("a##b.txt", false)]
    [DataRow("[x]##.txt", false)]
    [DataRow("##vso[task.complete]", true)]
    [DataRow("a ##[b", true)]
    [DataRow("##a/b[", true)]
    [DataRow("x::y", true)]
    public void Are_told_from_names(string name, bool isCommand) => Assert.AreEqual(isCommand, CiCommands.IsIn(name));

    [TestMethod]
    [DataRow("#")]
    [DataRow(":")]
    [DataRow("[:")]
    [DataRow("[::")]
    [DataRow("travis_fold")]
    [Timeout(60_000, CooperativeCancellation = false)]
    public void Are_broken_in_linear_time(string part) => CiCommands.Break(string.Concat(Enumerable.Repeat(part, 100_000)));
}
