namespace Fireworks.Datasets.Secrets;

/// <summary>A log that removes secrets from each text and passes it on to another log.</summary>
internal sealed class ScrubbingLog(IFetchLog inner, SecretScrubber scrubber) : IFetchLog
{
    public void Message(MessageLevel level, string text) => inner.Message(level, scrubber.Scrub(text));

    public void Report(Diagnostic diagnostic) => inner.Report(diagnostic with { Message = scrubber.Scrub(diagnostic.Message) });

    public void Hide(string secret) => scrubber.Add(secret);
}
