using Fireworks.Datasets.Http;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Http;

[TestClass]
public sealed class StallWatchdogTests
{
    private readonly ManualTimeProvider _time = new();

    [TestMethod]
    public void Cancels_after_a_time_without_a_byte()
    {
        using var watchdog = new StallWatchdog(TimeSpan.FromSeconds(60), _time, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.IsFalse(watchdog.Token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsTrue(watchdog.Token.IsCancellationRequested);
        Assert.IsTrue(watchdog.HasStalled);
        Assert.AreEqual("nothing arrived for 60 s", watchdog.Failure("storage.example").Reason);
    }

    [TestMethod]
    public void Never_ends_a_slow_transfer_that_goes_on()
    {
        using var watchdog = new StallWatchdog(TimeSpan.FromSeconds(60), _time, CancellationToken.None);
        for (var hour = 0; hour < 60; hour++)
        {
            _time.Advance(TimeSpan.FromSeconds(59));
            watchdog.Progressed();
        }

        Assert.IsFalse(watchdog.Token.IsCancellationRequested);
    }

    [TestMethod]
    public void Does_not_take_the_callers_cancel_for_a_stall()
    {
        using var cancel = new CancellationTokenSource();
        using var watchdog = new StallWatchdog(TimeSpan.FromSeconds(60), _time, cancel.Token);
        cancel.Cancel();
        Assert.IsTrue(watchdog.Token.IsCancellationRequested);
        Assert.IsFalse(watchdog.HasStalled);
    }
}
