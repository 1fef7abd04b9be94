namespace Fireworks.Datasets.Diagnostics;

/// <summary>The importance of a message, with the levels of MSBuild.</summary>
internal enum MessageLevel
{
    Low,
    Normal,
    High,
}

/// <summary>The log of the engine, which receives messages and diagnostics. Implementations are thread-safe.</summary>
internal interface IFetchLog
{
    void Message(MessageLevel level, string text);

    void Report(Diagnostic diagnostic);

    /// <summary>Declares a text secret. A log that scrubs texts removes it from then on; any other log ignores the call.</summary>
    void Hide(string secret)
    {
    }
}
