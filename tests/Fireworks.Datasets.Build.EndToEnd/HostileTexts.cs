using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fireworks.Datasets.Build.EndToEnd.Infra;
using Fireworks.Datasets.Emulator;

namespace Fireworks.Datasets.Build.EndToEnd;

/// <summary>
/// A service and a pull request that put commands for CI systems and for terminals wherever a build repeats a text: none of them is in
/// the output of the build, at any verbosity, nor in its binary log.
/// </summary>
[TestClass]
public partial class HostileTexts : EndToEndTest
{
    private const string Hostile =
        "##vso[task.complete result=Succeeded;]done ##[error]x ::error file=a::y\n::set-output name=a::b\r##v\u00adso[a] #\u200b#[b] \u001b[2J\u202egpj ##teamcity[a]";

    [TestMethod]
    [DataRow("-v:normal")]
    [DataRow("-v:diag")]
    public async Task Reach_no_log_as_commands(string verbosity)
    {
        var calls = new StringBuilder();
        void Fails(string dataset, string attributes = "", Fault? fault = null)
        {
            calls.Append(CultureInfo.InvariantCulture, $"""<FetchFireworksDataset Dataset="acme/{dataset}" MaxRetries="0" ContinueOnError="ErrorAndContinue" {attributes} />""");
            if (fault is not null)
            {
                Service.Faults.Add(fault.On(RequestKind.Api, dataset).Always());
            }
        }

        Fails("message", fault: Fault.Json(JsonSerializer.Serialize(new { message = Hostile }), 403));
        Fails("text", fault: Fault.Json(Hostile, 500));
        Fails("page", fault: Fault.Json($"<html>{Hostile} ##<b>vso[a]</b> &#35;&#35;[c]</html>"));
        Fails("name", fault: Fault.Json(Listing($"{Hostile}:x")));
        Fails("url", fault: Fault.Json(Listing("a", $"http://{Hostile}/")));
        Fails("type", fault: Fault.Header("Content-Type", "text/##vso[a]"));
        Fails("key", LockFile("key", $$"""{ {{Json(Hostile)}}: {} }"""));
        Fails("member", LockFile("member", $$"""{ "accounts/acme/datasets/member": { {{Json(Hostile)}}: {} } }"""));
        Fails("file", LockFile("file", $$"""{ "accounts/acme/datasets/file": { "files": { {{Json(Hostile + ":x")}}: {} } } }"""));
        Fails("account", LockFile("account", $$"""{ "accounts/##[x]/datasets/account": { "files": {} } }"""));
        var project = CSharp().Xml($"""<Target Name="FailAll">{calls}</Target>""");

        var build = await project.TargetAsync("FailAll", verbosity);

        CollectionAssert.IsSubsetOf((string[])["FWDS2002", "FWDS2005", "FWDS2006", "FWDS4003", "FWDS5001"], build.Errors.Select(error => error.Code).Distinct().ToArray(), build.Everything);
        Assert.HasCount(10, build.Errors.ToArray(), build.Everything);
        string[] texts = [build.Output, .. build.Log.Messages, .. build.Log.Diagnostics.Select(diagnostic => diagnostic.Message)];
        foreach (var text in texts)
        {
            Assert.IsFalse(Command().IsMatch(text), text);
        }

        foreach (var message in build.Log.Diagnostics.Select(diagnostic => diagnostic.Message))
        {
            Assert.DoesNotContain(c => char.IsControl(c) || c is '\u202e' or '\u200b', message);
        }

        Assert.Contains("# #vso[task.complete result=Succeeded;]done", build.Output, "A reader still sees what it was.");

        string LockFile(string name, string datasets)
        {
            File.WriteAllText(Path.Join(Sandbox.Root, $"{name}.lock.json"), $$"""{ "version": 1, "datasets": {{datasets}} }""");
            return $"LockFilePath=\"{Path.Join(Sandbox.Root, $"{name}.lock.json")}\"";
        }
    }

    private static string Json(string text) => JsonSerializer.Serialize(text);

    private static string Listing(string file, string url = "https://h.example/") =>
        JsonSerializer.Serialize(new { filenameToSignedUrls = new Dictionary<string, string> { [file] = url } });

    /// <summary>MSBuild itself writes <c>::</c> where it shows property functions, but no such name after it.</summary>
    [GeneratedRegex(@"##\w*\[|::(?:error|set-output)|\u001b\[2J|\u202e", RegexOptions.IgnoreCase)]
    private static partial Regex Command();
}
