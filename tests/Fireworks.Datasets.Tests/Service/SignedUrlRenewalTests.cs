using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Service;
using Fireworks.Datasets.Tests.Http;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Service;

[TestClass]
public sealed class SignedUrlRenewalTests
{
    private readonly ManualTimeProvider _time = new();
    private int _asked;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Is_not_needed_while_a_URL_is_good()
    {
        var urls = Urls(lifetime: 3600);
        _time.Advance(TimeSpan.FromSeconds(3539));
        Assert.AreEqual("/a/0", (await urls.GetAsync("a", TestContext.CancellationToken)).Uri.AbsolutePath);
        Assert.AreEqual(0, _asked);
    }

    [TestMethod]
    [DataRow(3600, 3540)]
    [DataRow(10, 5)]
    public async Task Comes_before_the_URL_expires(int lifetime, int seconds)
    {
        var urls = Urls(lifetime);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.AreEqual("/a/1", (await urls.GetAsync("a", TestContext.CancellationToken)).Uri.AbsolutePath);
        Assert.AreEqual("/b/1", (await urls.GetAsync("b", TestContext.CancellationToken)).Uri.AbsolutePath);
        Assert.AreEqual(1, _asked);
    }

    [TestMethod]
    public async Task Is_left_to_the_storage_where_a_clock_is_wrong()
    {
        var urls = Urls(lifetime: -7200);
        await urls.GetAsync("a", TestContext.CancellationToken);
        Assert.AreEqual(0, _asked);
    }

    [TestMethod]
    public async Task Serves_all_files_with_one_question()
    {
        var answer = new TaskCompletionSource();
        var urls = Urls(lifetime: null, answer.Task);
        var refused = await Task.WhenAll(Names.Select(name => urls.GetAsync(name, TestContext.CancellationToken).AsTask()));
        var renewing = Names.Select((name, i) => urls.RenewAsync(name, refused[i], "403", TestContext.CancellationToken).AsTask()).ToArray();
        answer.SetResult();
        var renewed = await Task.WhenAll(renewing);
        Assert.IsTrue(renewed.All(url => url.Uri.AbsolutePath.EndsWith("/1", StringComparison.Ordinal)));
        Assert.AreEqual(1, _asked);
    }

    [TestMethod]
    public async Task Goes_on_when_the_one_who_asked_gives_up()
    {
        var answer = new TaskCompletionSource();
        var urls = Urls(lifetime: null, answer.Task);
        using var cancel = new CancellationTokenSource();
        var (a, b) = (await urls.GetAsync("a", default), await urls.GetAsync("b", default));
        var first = urls.RenewAsync("a", a, "403", cancel.Token).AsTask();
        var second = urls.RenewAsync("b", b, "403", TestContext.CancellationToken).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => first);
        answer.SetResult();
        Assert.AreEqual("/b/2", (await second).Uri.AbsolutePath);
    }

    [TestMethod]
    public async Task That_does_not_help_is_an_error()
    {
        var urls = Urls(lifetime: 3600);
        var renewed = await RenewAsync(urls, "a");
        var thrown = await Assert.ThrowsExactlyAsync<DatasetException>(async () =>
            await urls.RenewAsync("a", renewed, "403, after renewal", TestContext.CancellationToken));
        Assert.AreEqual("FWDS3003", thrown.Diagnostic.Code);
        Assert.Contains("'a' of dataset 'accounts/acme/datasets/gsm8k-eval'", thrown.Message);
        Assert.Contains("403, after renewal", thrown.Message);
        Assert.AreEqual(1, _asked);
    }

    [TestMethod]
    public async Task Is_worth_it_again_once_storage_had_accepted_the_URL()
    {
        var urls = Urls(lifetime: null);
        for (var time = 1; time < 5; time++)
        {
            var renewed = await RenewAsync(urls, "a");
            Assert.AreEqual($"/a/{time}", renewed.Uri.AbsolutePath);
            urls.Accepted("a");
        }
    }

    [TestMethod]
    public async Task Is_worth_it_again_for_a_URL_that_expired_while_it_waited()
    {
        var urls = Urls(lifetime: 3600);
        var renewed = await RenewAsync(urls, "a");
        _time.Advance(TimeSpan.FromSeconds(3600));
        Assert.AreEqual("/a/2", (await urls.RenewAsync("a", renewed, "403", TestContext.CancellationToken)).Uri.AbsolutePath);
    }

    [TestMethod]
    public async Task For_one_file_says_nothing_of_another()
    {
        var urls = Urls(lifetime: null);
        await RenewAsync(urls, "a");
        Assert.AreEqual("/b/2", (await RenewAsync(urls, "b")).Uri.AbsolutePath);
    }

    [TestMethod]
    public async Task Tells_when_the_file_is_gone()
    {
        var urls = new SignedUrls(ApiScene.Dataset, Listing(0, null, "a"), _ => Task.FromResult(Listing(1, null, "b")), _time);
        var thrown = await Assert.ThrowsExactlyAsync<DatasetException>(() => RenewAsync(urls, "a"));
        Assert.AreEqual("FWDS3001", thrown.Diagnostic.Code);
        Assert.Contains("the service no longer lists this file", thrown.Message);
    }

    [TestMethod]
    public async Task That_fails_is_tried_again_by_the_next()
    {
        var urls = new SignedUrls(ApiScene.Dataset, Listing(0, null, Names), _ => _asked++ == 0
            ? throw new DatasetException(Problem.ServiceFailed(ApiScene.Dataset, "503", ""))
            : Task.FromResult(Listing(1, null, Names)), _time);
        await Assert.ThrowsExactlyAsync<DatasetException>(() => RenewAsync(urls, "a"));
        Assert.AreEqual("/b/1", (await RenewAsync(urls, "b")).Uri.AbsolutePath);
    }

    private static string[] Names { get; } = ["a", "b", "c", "d"];

    private async Task<Url> RenewAsync(SignedUrls urls, string file) =>
        await urls.RenewAsync(file, await urls.GetAsync(file, TestContext.CancellationToken), "403", TestContext.CancellationToken);

    /// <param name="lifetime">Seconds that each URL is good for from now; none stated where null.</param>
    private SignedUrls Urls(int? lifetime, Task? before = null) => new(ApiScene.Dataset, Listing(0, lifetime, Names), async token =>
    {
        var number = Interlocked.Increment(ref _asked);
        await (before ?? Task.CompletedTask).WaitAsync(token);
        return Listing(number, lifetime, Names);
    }, _time);

    private DatasetListing Listing(int number, int? lifetime, params string[] names)
    {
        var expires = lifetime is { } seconds ? $"?Expires={_time.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds()}" : "";
        return new(names.ToDictionary(name => name, name => UrlTests.Parse($"https://s.example/{name}/{number}{expires}")));
    }
}
