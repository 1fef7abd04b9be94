using System.Text.RegularExpressions;

/// <summary>A naive Bayes classifier over the words of a question. It is just large enough for scores that differ.</summary>
internal sealed partial class ToyModel
{
    private const double UnsureBelow = 0.7;

    private readonly Dictionary<string, Dictionary<string, int>> _wordsByLabel;
    private readonly int _vocabulary;

    public ToyModel(IEnumerable<ChatExample> examples)
    {
        _wordsByLabel = examples
            .GroupBy(example => example.Answer, example => Words(example.Question))
            .ToDictionary(label => label.Key, label => label.SelectMany(words => words).GroupBy(word => word).ToDictionary(word => word.Key, word => word.Count()));
        _vocabulary = _wordsByLabel.Values.SelectMany(words => words.Keys).Distinct().Count();
    }

    /// <summary>Answers with one of the words that are in backticks in the prompt.</summary>
    public string Answer(string prompt, string question)
    {
        var allowed = Choices().Matches(prompt).Select(match => match.Groups[1].Value).ToHashSet();
        var asked = Words(question).ToArray();
        var ranked = _wordsByLabel.Where(label => allowed.Contains(label.Key))
            .Select(label => (Label: label.Key, LogLikelihood: LogLikelihood(label.Value, asked)))
            .OrderByDescending(guess => guess.LogLikelihood).ToArray();
        var best = ranked[0];
        var probability = 1 / ranked.Sum(guess => Math.Exp(guess.LogLikelihood - best.LogLikelihood));
        return probability < UnsureBelow && allowed.Contains("unsure") ? "unsure" : best.Label;
    }

    private double LogLikelihood(Dictionary<string, int> seen, string[] asked)
    {
        double total = seen.Values.Sum() + _vocabulary;
        return asked.Sum(word => Math.Log((seen.GetValueOrDefault(word) + 1) / total));
    }

    private static IEnumerable<string> Words(string text) =>
        Word().Matches(text.ToLowerInvariant()).Select(match => match.Value.TrimEnd('s')).Where(word => word.Length > 2).Distinct();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Choices();
}
