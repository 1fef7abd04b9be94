using System.Text.RegularExpressions;

namespace Fireworks.Datasets.Tests.Infra;

/// <summary>The tests of this repository, read from their sources: those that run elsewhere too.</summary>
internal static partial class TestSources
{
    private static readonly Lazy<HashSet<string>> s_names = new(Find);

    /// <summary>Class.Method of everything with [TestMethod].</summary>
    public static IReadOnlySet<string> Names => s_names.Value;

    private static HashSet<string> Find()
    {
        var tests = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Join(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories))
        {
            var source = File.ReadAllText(file);
            if (source.Contains("[TestMethod]", StringComparison.Ordinal) && Class().Match(source) is { Success: true } type)
            {
                tests.UnionWith(Method().Matches(source).Select(method => $"{type.Groups[1].Value}.{method.Groups[1].Value}"));
            }
        }

        return tests;
    }

    [GeneratedRegex(@"\[TestClass\][^{]*?\bclass (\w+)", RegexOptions.Singleline)]
    private static partial Regex Class();

    [GeneratedRegex(@"\[TestMethod\].*?\bpublic (?:static )?(?:async )?\w+ (\w+)\(", RegexOptions.Singleline)]
    private static partial Regex Method();
}
