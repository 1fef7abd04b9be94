#!/usr/bin/env dotnet
#:project ../tests/Fireworks.Datasets.Emulator/Fireworks.Datasets.Emulator.csproj
#:property PublishAot=false

// Shows the package at work. This command needs only a fresh clone and no account:
//
//   dotnet run sample-consumer/run.cs
//
// It packs the package, starts an emulator of the service on this machine, and builds and runs the sample with the packed package.
// If you have an account, the next command fetches a dataset of yours from the real service and shows its first lines. The API key
// comes from FIREWORKS_API_KEY or auth.ini.
//
//   dotnet run sample-consumer/run.cs -- --account acme --dataset gsm8k-eval

using System.Diagnostics;
using Fireworks.Datasets.Emulator;

var root = Path.GetDirectoryName((string)AppContext.GetData("EntryPointFileDirectoryPath")!)!;
var sample = Path.Combine(root, "sample-consumer", "InboxScore");
var packages = Path.Combine(root, "artifacts", "packages");
var scratch = Path.Combine(root, "artifacts", "sample");
var output = Path.Combine(scratch, "output");
var app = Path.Combine(output, "bin", "InboxScore", "debug", "InboxScore.dll");

// The sample has its own package folder and cache. So the package that was just packed is used, and not an older one of the same
// version, and every file really is fetched.
var environment = new Dictionary<string, string?>
{
    ["NUGET_PACKAGES"] = Path.Combine(scratch, "nuget-packages"),
    ["FIREWORKS_DATASETS_CACHE"] = Path.Combine(scratch, "cache"),
    ["FIREWORKS_DATASETS_REMOTE_CACHE"] = null,
};

try
{
    return Options.Parse(args) switch
    {
        null => Usage(),
        { Dataset: { } dataset } => await WithServiceAsync(dataset),
        { Update: var update } => await WithEmulatorAsync(update ? ["-p:FireworksDatasetsUpdate=true"] : []),
    };
}
catch (StepFailedException failure)
{
    await Console.Error.WriteLineAsync($"{Environment.NewLine}run.cs: {failure.Message}");
    return 1;
}

async Task<int> WithEmulatorAsync(string[] more)
{
    await PackAsync();

    Title("The service, on this machine");
    await using (var emulator = await FireworksEmulator.StartAsync())
    {
        emulator.AddFolder(Path.Combine(root, "sample-consumer", "data"));
        Console.WriteLine(emulator.Url);

        Title("The sample's build fetches its datasets");
        environment["FIREWORKS_BASE_URL"] = emulator.Url;
        environment["FIREWORKS_API_KEY"] = emulator.ApiKey;
        environment["NO_PROXY"] = environment["no_proxy"] = $"127.0.0.1,{Environment.GetEnvironmentVariable("NO_PROXY")}";
        await BuildSampleAsync(more);
    }

    Title("Service gone and no key: the lock file's contents are in place");
    environment["FIREWORKS_API_KEY"] = null;
    await BuildSampleAsync("--no-restore");

    Title("What arrived");
    await RunSampleAsync("show");

    Title("What the sample makes of it");
    await RunSampleAsync();
    return 0;
}

async Task<int> WithServiceAsync(string dataset)
{
    await PackAsync();

    Title($"The sample's build fetches {dataset}");
    await BuildSampleAsync($"-p:FireworksDatasets={dataset}", $"-p:FireworksDatasetsLockFilePath={Path.Combine(scratch, "fireworks.datasets.lock.json")}");

    Title("What arrived");
    await RunSampleAsync("show");
    return 0;
}

async Task PackAsync()
{
    Title("The package");
    Delete(scratch);
    await DotnetAsync([], "pack", Path.Combine(root, "src", "Fireworks.Datasets.Build"), "-c", "Release", "-o", packages, "-v:q");
    Console.WriteLine(packages);
}

Task BuildSampleAsync(params string[] more) => DotnetAsync(environment, ["build", sample, "--artifacts-path", output, .. more]);

Task RunSampleAsync(params string[] arguments) => DotnetAsync([], ["exec", app, .. arguments]);

async Task DotnetAsync(Dictionary<string, string?> with, params string[] arguments)
{
    var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = root };
    // With these, no process of the build stays behind and keeps the package's files open when this script runs again.
    start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
    start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
    foreach (var (name, value) in with)
    {
        start.Environment[name] = value;
    }

    using var process = Process.Start(start) ?? throw new StepFailedException("dotnet does not start.");
    await process.WaitForExitAsync();
    if (process.ExitCode != 0)
    {
        throw new StepFailedException($"'dotnet {arguments[0]}' failed with exit code {process.ExitCode}; what it wrote is above.");
    }
}

static void Delete(string folder)
{
    try
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
    catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
    {
        throw new StepFailedException($"Cannot delete '{folder}': {failure.Message} Does another program use it?");
    }
}

static void Title(string text) => Console.WriteLine($"{Environment.NewLine}== {text}");

static int Usage()
{
    Console.Error.WriteLine("Usage: dotnet run sample-consumer/run.cs [-- --account <account> --dataset <dataset> | -- --update]");
    return 2;
}

/// <param name="Dataset">The dataset to fetch from the real service; <see langword="null"/> for the sample's own, from the emulator.</param>
/// <param name="Update">Whether the sample's lock file is updated to what <c>data/</c> has now.</param>
internal sealed record Options(string? Dataset = null, bool Update = false)
{
    public static Options? Parse(string[] args) => args switch
    {
        [] => new Options(),
        ["--update"] => new Options(Update: true),
        ["--dataset", var dataset] => new Options(dataset),
        ["--account", var account, "--dataset", var dataset] => new Options($"{account}/{dataset}"),
        ["--dataset", var dataset, "--account", var account] => new Options($"{account}/{dataset}"),
        _ => null,
    };
}

internal sealed class StepFailedException(string message) : Exception(message);
