namespace Fireworks.Datasets.Diagnostics;

/// <summary>An error or warning that the user sees: a code, and a sentence that says what happened and what to do next.</summary>
internal sealed record Diagnostic(string Code, string Message, ProblemKind Kind = default, bool IsWarning = false)
{
    private const string Documentation =
        "https://github.com/fireworks-datasets-build/Fireworks.Datasets.Build/blob/main/docs/diagnostics.md";

    /// <summary>Address of the code's own section in the documentation.</summary>
    public string HelpLink => $"{Documentation}#{Code.ToLowerInvariant()}";

    public override string ToString() => $"{Code}: {Message}";
}
