using System.Security.Cryptography;
using System.Text;
using Fireworks.Datasets.Build.EndToEnd.Infra;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>The built assembly says which data it was built from. C#, F# and VB: <see cref="KindsOfProjects"/>.</summary>
[TestClass]
public class Provenance : EndToEndTest
{
    [TestMethod]
    public async Task Names_each_dataset_and_changes_with_it()
    {
        var eval = AddEval();
        AddDataset("acme/continued", "b.txt").Lineage("base");
        AddDataset("acme/base", "a.txt");
        var project = CSharp().Dataset("acme/eval").Dataset("acme/continued", ("Lineage", "true"));
        (await project.BuildAsync()).Succeeded();

        var metadata = BuiltAssembly.Read(project.AssemblyFile).Metadata;
        var first = metadata["FireworksDataset:accounts/acme/datasets/eval"];
        Assert.AreEqual(Of(("test.jsonl", eval.Sha256("test.jsonl")), ("train.jsonl", eval.Sha256("train.jsonl"))), first);
        Assert.Contains("FireworksDataset:accounts/acme/datasets/continued?lineage", metadata.Keys);

        eval.File("test.jsonl", "changed");
        (await project.BuildAsync("-p:FireworksDatasetsUpdate=eval")).Succeeded();
        Assert.AreNotEqual(first, BuiltAssembly.Read(project.AssemblyFile).Metadata["FireworksDataset:accounts/acme/datasets/eval"]);
    }

    [TestMethod]
    public async Task Is_left_out_when_switched_off()
    {
        AddEval();
        var project = CSharp().Dataset("acme/eval").Property("FireworksDatasetsProvenance", "false");

        (await project.BuildAsync()).Succeeded();

        Assert.DoesNotContain("Fireworks", string.Join('\n', BuiltAssembly.Read(project.AssemblyFile).Metadata.Keys));
    }

    /// <summary>As the contract defines it: over file names and digests, in ordinal order.</summary>
    internal static string Of(params (string File, string Sha256)[] files) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(files.OrderBy(file => file.File, StringComparer.Ordinal).Select(file => $"{file.File}\n{file.Sha256}\n")))));
}
