using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>The measured figures, from which the page is written: so that a run of some scenarios replaces only theirs.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IReadOnlyList<Result> Read(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize<Result[]>(File.ReadAllBytes(path), s_options)! : [];

    /// <param name="order">Names of scenarios. Results of others, such as those that need nginx, stay as well.</param>
    /// <returns>All that the file has now.</returns>
    public static IReadOnlyList<Result> Replace(string path, Result result, List<string> order)
    {
        Result[] all =
        [
            .. Read(path).Where(old => old.Scenario != result.Scenario).Append(result)
                .OrderBy(each => order.IndexOf(each.Scenario) is >= 0 and var place ? place : int.MaxValue),
        ];
        File.WriteAllText(path, JsonSerializer.Serialize(all, s_options) + "\n");
        return all;
    }
}
