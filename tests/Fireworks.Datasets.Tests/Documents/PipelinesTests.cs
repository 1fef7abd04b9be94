using System.Text.RegularExpressions;
using Fireworks.Datasets.Tests.Infra;
using YamlDotNet.RepresentationModel;

namespace Fireworks.Datasets.Tests.Documents;

/// <summary>The pipelines that the guide shows and those of this repository: YAML, with steps that run something.</summary>
[TestClass]
public partial class PipelinesTests
{
    [TestMethod]
    public void Of_the_guide_are_valid_and_build_in_locked_mode_or_update()
    {
        var pipelines = Directory.GetFiles(Path.Join(Repository.Root, "docs"), "*.md").Order(StringComparer.Ordinal)
            .SelectMany(page => YamlBlock().Matches(Repository.Read("docs", Path.GetFileName(page))).Select(block => block.Groups[1].Value)).ToArray();

        Assert.IsGreaterThanOrEqualTo(5, pipelines.Length);
        foreach (var pipeline in pipelines)
        {
            var commands = Commands(Parse(pipeline)).Where(command => DotnetBuilds().IsMatch(command)).ToArray();
            Assert.AreNotEqual(0, commands.Length, pipeline);
            foreach (var command in commands)
            {
                Assert.MatchesRegex("-p:FireworksDatasets(LockedMode|Update)=true", command);
            }
        }
    }

    [TestMethod]
    public void Of_this_repository_are_valid_and_name_scripts_that_exist()
    {
        foreach (var file in Directory.GetFiles(Path.Join(Repository.Root, ".github", "workflows"), "*.yml"))
        {
            var workflow = Parse(File.ReadAllText(file));
            Assert.IsTrue(workflow.Children.ContainsKey("on") && workflow.Children.ContainsKey("jobs"), file);
            var scripts = Commands(workflow).SelectMany(command => Script().Matches(command)).Select(match => match.Value).Distinct().ToArray();
            Assert.AreEqual("", string.Join('\n', scripts.Where(script => !File.Exists(Path.Join(Repository.Root, script)))));
        }
    }

    private static YamlMappingNode Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    /// <summary>What GitHub calls <c>run</c>, and the others <c>script</c>.</summary>
    private static IEnumerable<string> Commands(YamlNode pipeline) => pipeline.AllNodes.OfType<YamlMappingNode>()
        .SelectMany(node => node.Children).Where(child => child.Key is YamlScalarNode { Value: "run" or "script" })
        .SelectMany(child => child.Value.AllNodes.OfType<YamlScalarNode>()).Select(command => command.Value!);

    [GeneratedRegex("^```yaml\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex YamlBlock();

    [GeneratedRegex(@"\bdotnet (build|test|publish|pack)\b")]
    private static partial Regex DotnetBuilds();

    [GeneratedRegex(@"(?<=^|\s)(\.ci|sample-consumer)/[\w.-]+")]
    private static partial Regex Script();
}
