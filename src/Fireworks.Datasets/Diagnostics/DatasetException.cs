namespace Fireworks.Datasets.Diagnostics;

/// <summary>
/// Reports an expected failure with one or more diagnostics for the user. It is the only exception type that carries
/// diagnostics, and the task shell turns them into MSBuild errors.
/// </summary>
internal sealed class DatasetException : Exception
{
    public DatasetException(Diagnostic diagnostic, Exception? inner = null)
        : this([diagnostic], inner)
    {
    }

    /// <summary>Creates an exception for several problems that are reported together.</summary>
    public DatasetException(IReadOnlyList<Diagnostic> diagnostics, Exception? inner = null)
        : base(string.Join(Environment.NewLine, diagnostics), inner) => Diagnostics = diagnostics;

    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    public Diagnostic Diagnostic => Diagnostics[0];
}
