using System.Collections.Concurrent;
using Fireworks.Datasets.Diagnostics;
using MessageLevel = Fireworks.Datasets.Diagnostics.MessageLevel;

namespace Fireworks.Datasets.Tests.Infra;

/// <summary>Keeps what the engine says.</summary>
internal sealed class RecordingLog : IFetchLog
{
    private readonly ConcurrentQueue<(MessageLevel Level, string Text)> _messages = new();
    private readonly ConcurrentQueue<Diagnostic> _diagnostics = new();

    public IReadOnlyList<(MessageLevel Level, string Text)> Messages => [.. _messages];

    public IReadOnlyList<string> Lines => [.. _messages.Select(message => message.Text)];

    public IReadOnlyList<Diagnostic> Diagnostics => [.. _diagnostics];

    public void Message(MessageLevel level, string text) => _messages.Enqueue((level, text));

    public void Report(Diagnostic diagnostic) => _diagnostics.Enqueue(diagnostic);
}
