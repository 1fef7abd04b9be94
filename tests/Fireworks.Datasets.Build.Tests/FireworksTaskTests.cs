using Fireworks.Datasets.Build.Tests.Infra;
using Fireworks.Datasets.Diagnostics;

namespace Fireworks.Datasets.Build.Tests;

[TestClass]
public sealed class FireworksTaskTests
{
    /// <summary>Nor of what an exception says that nobody expected, which goes to the lowest level.</summary>
    [TestMethod]
    public void Lets_no_secret_into_the_log_that_it_was_told()
    {
        var engine = new RecordingBuildEngine();
        using var task = new TalkativeTask { BuildEngine = engine };

        Assert.IsFalse(task.Execute());

        var said = string.Join('\n', engine.Messages.Select(message => message.Message).Concat(engine.Errors.Select(error => error.Message)));
        Assert.Contains("said ***", said);
        Assert.Contains("threw ***", said);
        Assert.DoesNotContain(TalkativeTask.Secret, said);
    }

    private sealed class TalkativeTask : FireworksTask
    {
        public const string Secret = "no known shape";

        private protected override void Run(IFetchLog log, CancellationToken cancellationToken)
        {
            log.Hide(Secret);
            log.Message(Diagnostics.MessageLevel.High, $"said {Secret}");
            throw new InvalidOperationException($"threw {Secret}");
        }
    }
}
