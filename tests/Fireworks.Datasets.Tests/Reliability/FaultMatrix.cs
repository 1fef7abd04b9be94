using System.Security.Cryptography;
using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Emulator;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Reliability;

/// <summary>
/// The engine on real sockets meets each fault, and ends in right bytes or in a code with what was in place untouched.
/// Yields the tables of docs/reliability.md.
/// </summary>
internal static class FaultMatrix
{
    private const string File = "file.bin";
    private const string Old = "contents of an earlier build";

    private static readonly (string Name, long Length)[] s_files = [("small", 2_000), ("large", 400 * 1024), ("ranged", (16 * 1024 * 1024) + 1)];

    public static async Task<string> StorageTableAsync(CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(FaultRow.OfStorage, row =>
        [
            .. s_files.Select(file => (Func<Task<string>>)(() => CellAsync(row, RequestKind.Storage, file.Length, once: true, cancellationToken))),
            .. s_files.Select(file => (Func<Task<string>>)(() => CellAsync(row, RequestKind.Storage, file.Length, once: false, cancellationToken))),
        ]);
        return "| storage | once, small | large | ranged | each time, small | large | ranged |\n|---|---|---|---|---|---|---|\n" + rows;
    }

    public static async Task<string> ApiTableAsync(CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(FaultRow.OfApi, row =>
        [
            () => CellAsync(row, RequestKind.Api, s_files[0].Length, once: true, cancellationToken),
            () => CellAsync(row, RequestKind.Api, s_files[0].Length, once: false, cancellationToken),
        ]);
        return "| service | once | each time |\n|---|---|---|\n" + rows;
    }

    private static async Task<string> RowsAsync(IReadOnlyList<FaultRow> rows, Func<FaultRow, Func<Task<string>>[]> cells)
    {
        var table = rows.Select(row => cells(row).Select(cell => new Cell(row, cell)).ToArray()).ToArray();
        // Stalls wait and the rest computes: all stalls beside a few of the rest.
        var stalls = table.SelectMany(row => row).ToLookup(cell => cell.Row.Stalls);
        await Task.WhenAll(RunAsync(stalls[true], 16), RunAsync(stalls[false], 4));
        return string.Concat(table.Select(row => $"| {row[0].Row.Name} | {string.Join(" | ", row.Select(cell => cell.Result))} |\n"));
    }

    private static Task RunAsync(IEnumerable<Cell> cells, int atOnce) => Parallel.ForEachAsync(
        cells,
        new ParallelOptions { MaxDegreeOfParallelism = atOnce },
        async (cell, _) => cell.Result = await cell.Run());

    private static async Task<string> CellAsync(FaultRow row, RequestKind side, long length, bool once, CancellationToken cancellationToken)
    {
        var goesOn = row.Before is not null;
        if ((once && !row.Passes) || (goesOn && length == s_files[0].Length))
        {
            return "";
        }

        await using var scene = await EngineScene.StartAsync();
        scene.Dataset.File(File, Old);
        await scene.FetchAsync(cancellationToken);
        scene.Dataset.File(File, length, seed: 1);
        scene.Service.Journal.Clear();
        scene.Settings = scene.Settings with { StallTimeout = row.Stalls ? TimeSpan.FromSeconds(60) : TimeSpan.FromHours(1) };
        var isRanged = length == s_files[^1].Length;
        if (row.Before?.Invoke(length) is { } before)
        {
            scene.Service.Faults.Add(before.On(side));
        }

        // Of a ranged file, the request that opens one more connection is the interesting one.
        var fault = row.Create(length).On(side);
        fault = once && isRanged && !goesOn ? fault.When(request => request.Range is not null) : fault;
        scene.Service.Faults.Add(once ? fault : fault.Always());
        scene.Service.Options.BytesPerSecondPerConnection = isRanged ? 100_000_000 : null;

        var code = await OutcomeAsync(scene, cancellationToken);
        var requests = side == RequestKind.Api ? scene.Service.Journal.Api.Count() : scene.StorageRequests;
        return isRanged ? Ranged(code, requests, row, once) : $"{code}, {requests}";
    }

    /// <summary>How many connections join is a matter of timing: the table states a bound.</summary>
    private static string Ranged(string code, int requests, FaultRow row, bool once)
    {
        var bound = once ? 5 : 32;
        Assert.IsLessThanOrEqualTo(bound, requests, $"{row.Name}, ranged, {(once ? "once" : "each time")}: {code}");
        return $"{code}, ≤ {bound}";
    }

    private static async Task<string> OutcomeAsync(EngineScene scene, CancellationToken cancellationToken)
    {
        try
        {
            await scene.FetchAsync(cancellationToken);
        }
        catch (DatasetException failure)
        {
            Assert.AreEqual(Old, System.IO.File.ReadAllText(scene.InPlace(File)), failure.Message);
            Assert.DoesNotContain("Signature=", failure.Message);
            return failure.Diagnostics.Single().Code;
        }

        await using var file = System.IO.File.OpenRead(scene.InPlace(File));
        var actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        Assert.AreNotEqual(Old.Length, file.Length, "stale");
        return actual == scene.Dataset.Sha256(File) ? "right" : "WRONG BYTES";
    }

    private sealed record Cell(FaultRow Row, Func<Task<string>> Run)
    {
        public string Result { get; set; } = "";
    }
}
