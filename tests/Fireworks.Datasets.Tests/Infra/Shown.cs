using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Tests.Infra;

/// <summary>What a user gets to see.</summary>
internal static class Shown
{
    /// <summary>The failure with its problems as the log of a build shows them.</summary>
    /// <param name="secrets">What the log knows as secrets.</param>
    public static DatasetException Of(DatasetException failure, params string[] secrets)
    {
        var log = new RecordingLog();
        var shown = new ScrubbingLog(log, new SecretScrubber());
        foreach (var secret in secrets)
        {
            shown.Hide(secret);
        }

        foreach (var problem in failure.Diagnostics)
        {
            shown.Report(problem);
        }

        return new DatasetException(log.Diagnostics);
    }
}
