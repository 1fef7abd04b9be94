using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Tests.Infra;
using MessageLevel = Fireworks.Datasets.Diagnostics.MessageLevel;

namespace Fireworks.Datasets.Tests.Diagnostics;

[TestClass]
public class BoundedLogTests
{
    [TestMethod]
    public void Has_lines_beyond_its_bound_for_those_who_ask_for_details()
    {
        var recorded = new RecordingLog();
        var log = new BoundedLog(recorded);
        for (var i = 0; i < 1_000; i++)
        {
            log.Message(MessageLevel.Normal, $"{i} {new string('x', 1_000)}");
        }

        log.Message(MessageLevel.High, "the summary");

        string[] Of(MessageLevel level) => [.. recorded.Messages.Where(message => message.Level == level).Select(message => message.Text)];
        Assert.IsLessThan(66_000, Of(MessageLevel.Normal).Sum(text => text.Length));
        Assert.AreEqual(1_001, Of(MessageLevel.Normal).Length + Of(MessageLevel.Low).Length);
        Assert.HasCount(1, Of(MessageLevel.Normal).Where(text => text.Contains("detailed verbosity", StringComparison.Ordinal)).ToArray());
        CollectionAssert.AreEqual((string[])["the summary"], Of(MessageLevel.High));
    }
}
