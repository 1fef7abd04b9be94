using System.Text.Json;

namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <summary>What a command did: exit code, text, binary log, and the values that <c>-getItem</c> and the like asked for.</summary>
internal sealed class BuildResult(CommandResult command, string binaryLog, string resultFile)
{
    private readonly Lazy<BinaryLog> _log = new(() => BinaryLog.Read(binaryLog));
    private readonly Lazy<JsonElement> _results = new(() => JsonDocument.Parse(File.ReadAllText(resultFile)).RootElement);

    public int ExitCode => command.ExitCode;

    public string Output => command.Output;

    public string BinaryLogFile => binaryLog;

    public BinaryLog Log => _log.Value;

    public IEnumerable<BuildDiagnostic> Errors => Log.Diagnostics.Where(diagnostic => diagnostic.IsError);

    public IEnumerable<BuildDiagnostic> Warnings => Log.Diagnostics.Where(diagnostic => !diagnostic.IsError);

    /// <summary>Without a warning either: nobody wants a package that adds noise.</summary>
    public BuildResult Succeeded()
    {
        Assert.AreEqual(0, ExitCode, Everything);
        Assert.DoesNotContain(": warning ", Output, Everything);
        return this;
    }

    public BuildResult SucceededWithWarnings(params string[] codes)
    {
        Assert.AreEqual(0, ExitCode, Everything);
        CollectionAssert.AreEqual(codes, Warnings.Select(warning => warning.Code).Order(StringComparer.Ordinal).ToArray(), Everything);
        return this;
    }

    /// <summary>Exactly these errors and no other, not even MSBuild's own "the task failed".</summary>
    public BuildResult FailedWith(params string[] codes)
    {
        Assert.AreNotEqual(0, ExitCode, Everything);
        CollectionAssert.AreEqual(codes, Errors.Select(error => error.Code).Order(StringComparer.Ordinal).ToArray(), Everything);
        return this;
    }

    public IReadOnlyList<BuildItem> Items(string type) => Read(_results.Value.GetProperty("Items").GetProperty(type));

    public string Property(string name) => _results.Value.GetProperty("Properties").GetProperty(name).GetString()!;

    public IReadOnlyList<BuildItem> TargetResult(string target) => Read(_results.Value.GetProperty("TargetResults").GetProperty(target).GetProperty("Items"));

    /// <summary>For the message of a failed assertion.</summary>
    public string Everything => $"{Environment.NewLine}{command.CommandLine}{Environment.NewLine}exit code {ExitCode}{Environment.NewLine}{Output}";

    private static IReadOnlyList<BuildItem> Read(JsonElement items) =>
        [.. items.EnumerateArray().Select(item => new BuildItem(item.EnumerateObject().ToDictionary(data => data.Name, data => data.Value.GetString()!)))];
}

/// <summary>An item with its metadata; missing metadata is empty, as in MSBuild.</summary>
internal sealed record BuildItem(IReadOnlyDictionary<string, string> Metadata)
{
    public string Identity => this["Identity"];

    public string this[string name] => Metadata.GetValueOrDefault(name, "");
}
