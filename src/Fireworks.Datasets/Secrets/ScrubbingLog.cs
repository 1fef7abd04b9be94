namespace Fireworks.Datasets.Secrets;

/// <summary>
/// The one place that every text passes on its way to a log. Much of a text is foreign, so this log removes secrets, cuts what is
/// too long, makes one plain line of it, and breaks commands of CI systems, in this order: a secret is whole only before the cut,
/// and what the earlier steps put together is still there when the last one looks.
/// </summary>
internal sealed class ScrubbingLog(IFetchLog inner, SecretScrubber scrubber) : IFetchLog
{
    public void Message(MessageLevel level, string text) => inner.Message(level, Shown(text));

    public void Report(Diagnostic diagnostic) => inner.Report(diagnostic with { Message = Shown(diagnostic.Message) });

    public void Hide(string secret) => scrubber.Add(secret);

    private string Shown(string text) => CiCommands.Break(PlainLine.Of(scrubber.Scrub(ForeignText.Show(text, scrubber.Scrub))));
}
