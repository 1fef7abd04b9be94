using System.Collections.Concurrent;
using Fireworks.Datasets.Diagnostics;
using MessageLevel = Fireworks.Datasets.Diagnostics.MessageLevel;

namespace Fireworks.Datasets.Tests.Infra;

/// <summary>Keeps what the engine says.</summary>
internal sealed class RecordingLog : IFetchLog
{
    private readonly ConcurrentQueue<(MessageLevel Level, string Text)> _messages = new();
    private readonly ConcurrentQueue<Diagnostic> _diagnostics = new();
    private readonly ConcurrentQueue<string> _hidden = new();

    public IReadOnlyList<(MessageLevel Level, string Text)> Messages => [.. _messages];

    public IReadOnlyList<string> Lines => [.. _messages.Select(message => message.Text)];

    public IReadOnlyList<Diagnostic> Diagnostics => [.. _diagnostics];

    /// <summary>What is to be taken out of all texts.</summary>
    public IReadOnlyList<string> Hidden => [.. _hidden];

    public void Message(MessageLevel level, string text) => _messages.Enqueue((level, text));

    public void Report(Diagnostic diagnostic) => _diagnostics.Enqueue(diagnostic);

    /// <summary>Forgets the problems, for a test of several runs.</summary>
    public void Clear() => _diagnostics.Clear();

    public void Hide(string secret) => _hidden.Enqueue(secret);
}
