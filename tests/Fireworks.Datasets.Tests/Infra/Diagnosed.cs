using Fireworks.Datasets.Diagnostics;

namespace Fireworks.Datasets.Tests.Infra;

/// <summary>Asserts expected failures.</summary>
internal static class Diagnosed
{
    /// <returns>The message of the one problem that is expected.</returns>
    public static string One(string code, Action action)
    {
        var problems = All(action);
        Assert.AreEqual(code, string.Join(' ', problems.Select(problem => problem.Code)), string.Join('\n', problems));
        return problems[0].Message;
    }

    public static IReadOnlyList<Diagnostic> All(Action action) => Assert.ThrowsExactly<DatasetException>(action).Diagnostics;
}
