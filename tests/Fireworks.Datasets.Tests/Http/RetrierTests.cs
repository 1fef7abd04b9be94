using System.Globalization;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Http;

[TestClass]
public sealed class RetrierTests
{
    private readonly RecordingLog _log = new();
    private readonly ManualTimeProvider _time = new() { AutoAdvance = true };

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Waits_twice_as_long_each_time_up_to_half_a_minute()
    {
        await Assert.ThrowsExactlyAsync<TransferException>(() => RunAsync(maxRetries: 9, random: 1, _ => throw Passing()));
        CollectionAssert.AreEqual(new[] { 0.5, 1, 2, 4, 8, 16, 30, 30, 30 }, _time.Delays.Select(delay => delay.TotalSeconds).ToArray());
    }

    [TestMethod]
    public async Task Spreads_its_waits()
    {
        await Assert.ThrowsExactlyAsync<TransferException>(() => RunAsync(maxRetries: 3, random: 0.5, _ => throw Passing()));
        CollectionAssert.AreEqual(new[] { 0.25, 0.5, 1 }, _time.Delays.Select(delay => delay.TotalSeconds).ToArray());
    }

    [TestMethod]
    [DataRow(8)]
    [DataRow(1)]
    [DataRow(0)]
    public async Task Gives_up_with_the_last_failure_and_the_number_of_attempts(int maxRetries)
    {
        var failure = await Assert.ThrowsExactlyAsync<TransferException>(() => RunAsync(maxRetries, random: 0, _ => throw Passing()));
        Assert.AreEqual(maxRetries + 1, failure.Attempts);
        Assert.HasCount(maxRetries, _log.Lines);
    }

    [TestMethod]
    public async Task Does_not_repeat_what_cannot_pass()
    {
        var failure = await Assert.ThrowsExactlyAsync<TransferException>(() =>
            RunAsync(maxRetries: 8, random: 0, _ => throw new TransferException(FailureKind.Status, "404", transient: false)));
        Assert.AreEqual(1, failure.Attempts);
        Assert.IsEmpty(_log.Lines);
    }

    [TestMethod]
    public async Task Starts_the_budget_afresh_after_progress()
    {
        // Two failures, some bytes, two failures, and so on: never three without progress.
        var result = await RunAsync(maxRetries: 2, random: 0, budget =>
        {
            if (budget.Attempts % 2 == 0)
            {
                budget.Progressed();
            }

            return budget.Attempts < 20 ? throw Passing() : "done";
        });
        Assert.AreEqual("done", result);
    }

    [TestMethod]
    public async Task Says_what_why_and_how_long()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
        await RunAsync(maxRetries: 8, random: 1, budget => budget.Attempts < 3 ? throw Passing() : "");
        CollectionAssert.AreEqual(
            new[]
            {
                "'a.jsonl': storage.example: no connection; trying again in 0.5 s (retry 1 of 8).",
                "'a.jsonl': storage.example: no connection; trying again in 1.0 s (retry 2 of 8).",
            },
            _log.Lines.ToArray());
    }

    [TestMethod]
    [DataRow(7, 0.0, 7)]
    [DataRow(0, 1.0, 0.5)]
    [DataRow(60, 0.0, 60)]
    [DataRow(3600, 1.0, 60)]
    public async Task Waits_as_long_as_the_server_asks_but_not_for_ever(int asked, double random, double waited)
    {
        await RunAsync(maxRetries: 1, random, budget => budget.Attempts == 1
            ? throw new TransferException(FailureKind.Status, "429", transient: true) { RetryAfter = TimeSpan.FromSeconds(asked) }
            : "");
        Assert.AreEqual(waited, _time.Delays.Single().TotalSeconds);
    }

    [TestMethod]
    public async Task Stops_waiting_when_cancelled()
    {
        var time = new ManualTimeProvider();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.CancellationToken);
        var running = new Retrier(new(8), time, () => 1, _log).RunAsync<string>("x", (_, _) => throw Passing(), cancel.Token);
        await time.WaitForTimerAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsExactlyAsync<TaskCanceledException>(() => running);
    }

    [TestMethod]
    public async Task Takes_a_failure_of_a_cancelled_attempt_for_the_cancellation()
    {
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsExactlyAsync<OperationCanceledException>(() => new Retrier(new(8), _time, () => 1, _log).RunAsync<string>("x", (_, _) =>
        {
            cancel.Cancel();
            throw Passing();
        }, cancel.Token));
        Assert.IsEmpty(_log.Lines);
    }

    [TestMethod]
    public async Task Leaves_other_exceptions_alone()
    {
        var attempts = 0;
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => RunAsync(maxRetries: 8, random: 0, _ =>
        {
            attempts++;
            throw new InvalidOperationException();
        }));
        Assert.AreEqual(1, attempts);
    }

    private static TransferException Passing() => new(FailureKind.Unreachable, "no connection", transient: true) { Host = "storage.example" };

    private Task<string> RunAsync(int maxRetries, double random, Func<RetryBudget, string> attempt) =>
        new Retrier(new(maxRetries), _time, () => random, _log)
            .RunAsync("'a.jsonl'", (budget, _) => Task.FromResult(attempt(budget)), TestContext.CancellationToken);
}
