using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Tests.Http;

[TestClass]
public sealed class WatchedAnswerTests
{
    private const int Most = 100_000, Buffer = 4096;

    [TestMethod]
    [DataRow(Most, false)]
    [DataRow(Most + 1, true)]
    [DataRow(10 * Most, true)]
    public async Task Is_read_no_further_than_its_bound(int length, bool isTooLong)
    {
        using var answer = Answer(new byte[length]);
        answer.Bound(Most, _ => new TransferException(FailureKind.InvalidResponse, "too long", transient: false));

        if (isTooLong)
        {
            Assert.AreEqual("too long", (await Assert.ThrowsExactlyAsync<TransferException>(() => ReadAsync(answer))).Reason);
        }
        else
        {
            await ReadAsync(answer);
        }

        Assert.IsLessThanOrEqualTo(Most + Buffer, answer.BytesRead);
    }

    private static WatchedAnswer Answer(byte[] body) =>
        new(new() { Content = new ByteArrayContent(body) }, new(TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None), "h", CancellationToken.None);

    private static async Task ReadAsync(WatchedAnswer answer)
    {
        while (await answer.ReadAsync(new byte[Buffer]) > 0)
        {
        }
    }
}
