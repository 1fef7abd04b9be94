namespace Fireworks.Datasets.Diagnostics;

/// <summary>
/// An expected failure, already worded for the user. The only exception type that carries a diagnostic;
/// a task shell turns it into an MSBuild error.
/// </summary>
internal sealed class DatasetException : Exception
{
    public DatasetException(Diagnostic diagnostic, Exception? inner = null)
        : this([diagnostic], inner)
    {
    }

    /// <summary>Several problems of one build, reported together.</summary>
    public DatasetException(IReadOnlyList<Diagnostic> diagnostics, Exception? inner = null)
        : base(string.Join(Environment.NewLine, diagnostics), inner) => Diagnostics = diagnostics;

    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    public Diagnostic Diagnostic => Diagnostics[0];
}
