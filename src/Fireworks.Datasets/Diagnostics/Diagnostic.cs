namespace Fireworks.Datasets.Diagnostics;

/// <summary>An error or warning for the user. It has a code, and a message that says what happened and what to do next.</summary>
internal sealed record Diagnostic(string Code, string Message, ProblemKind Kind = default, bool IsWarning = false)
{
    private const string Documentation =
        "https://github.com/fireworks-datasets-build/Fireworks.Datasets.Build/blob/main/docs/diagnostics.md";

    /// <summary>The address of the code's section in the documentation.</summary>
    public string HelpLink => $"{Documentation}#{Code.ToLowerInvariant()}";

    public override string ToString() => $"{Code}: {Message}";
}
