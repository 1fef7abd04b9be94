using System.Text.RegularExpressions;
using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>The README's quick start, to the letter, in an empty folder.</summary>
[TestClass]
public partial class QuickStart : EndToEndTest
{
    [TestMethod]
    public async Task Works_as_it_is_written()
    {
        AddDataset("acme/gsm8k-eval", "test.jsonl");
        var text = File.ReadAllText(Path.Combine(TestSession.Repository, "README.md")).ReplaceLineEndings("\n");
        var start = text.IndexOf("## Quick start", StringComparison.Ordinal);
        var blocks = CodeBlock().Matches(text[start..text.IndexOf("\n## ", start, StringComparison.Ordinal)])
            .ToLookup(block => block.Groups[1].Value, block => block.Groups[2].Value);
        // What "dotnet new console" writes.
        Sandbox.Write("start/start.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
            {blocks["xml"].Single()}
            </Project>
            """);
        Sandbox.Write("start/Program.cs", blocks["csharp"].Single());
        var folder = Path.Combine(Sandbox.Root, "start");
        Assert.EndsWith("\ndotnet build\n", blocks["sh"].Single());

        (await Sandbox.RunAsync(folder, logged: true, "build")).Succeeded();
        var run = (await Sandbox.RunAsync(folder, logged: false, "run", "--no-build")).Succeeded();

        AssertFiles(Path.Combine(folder, "bin/Debug/net10.0/datasets/gsm8k-eval"), "test.jsonl");
        Assert.Contains("test.jsonl: 1 lines", run.Output);
        Assert.IsTrue(File.Exists(Path.Combine(folder, "fireworks.datasets.lock.json")));
    }

    [GeneratedRegex("^```(\\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
