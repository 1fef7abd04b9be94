namespace Fireworks.Datasets.Benchmarks;

/// <summary>How ways are measured against each other: they take turns, so that what else the machine does hits all alike.</summary>
/// <param name="Count">Runs of each way.</param>
/// <param name="WarmUp">Whether one run more of each comes first and does not count.</param>
internal sealed record Rounds(int Count, bool WarmUp, CancellationToken Stop)
{
    /// <param name="ways">The first is this package; <see langword="null"/> where a tool is missing.</param>
    public Comparison Compare(string work, Subject empty, IEnumerable<Subject?> ways, IEnumerable<Goal> goals, params IReadOnlyList<string> notes)
    {
        Subject[] all = [empty, .. ways.OfType<Subject>()];
        var runs = all.Select(_ => new List<Run>()).ToArray();
        for (var round = WarmUp ? -1 : 0; round < Count; round++)
        {
            for (var turn = 0; turn < all.Length; turn++)
            {
                // Every other round the other way around: nobody always finds the caches as the same other way left them.
                var i = round % 2 == 0 ? turn : all.Length - 1 - turn;
                var run = all[i].Measure(Stop);
                if (round >= 0)
                {
                    runs[i].Add(run);
                }
            }
        }

        var none = Measured.Median(runs[0], run => run.Elapsed);
        Measured[] results = [.. all.Select((way, i) => Measured.From(way, runs[i], none))];
        var comparison = new Comparison(work, Count, results[0], results[1..], [], notes);
        return comparison with { Goals = [.. goals.Select(goal => goal.Check(comparison))] };
    }
}
