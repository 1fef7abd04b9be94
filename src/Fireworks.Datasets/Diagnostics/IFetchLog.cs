namespace Fireworks.Datasets.Diagnostics;

/// <summary>How prominent a message is, in MSBuild's sense.</summary>
internal enum MessageLevel
{
    Low,
    Normal,
    High,
}

/// <summary>Where the engine says what it does. Implementations are safe for use from several threads.</summary>
internal interface IFetchLog
{
    void Message(MessageLevel level, string text);

    void Report(Diagnostic diagnostic);

    /// <summary>From now on this text is a secret, and is kept out where the log does so.</summary>
    void Hide(string secret)
    {
    }
}
