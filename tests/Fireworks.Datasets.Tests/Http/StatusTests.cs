using Fireworks.Datasets.Http;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Http;

[TestClass]
public sealed class StatusTests
{
    private readonly ManualTimeProvider _time = new();

    [TestMethod]
    [DataRow(408)]
    [DataRow(425)]
    [DataRow(429)]
    [DataRow(500)]
    [DataRow(502)]
    [DataRow(503)]
    [DataRow(504)]
    [DataRow(507)]
    [DataRow(520)]
    public void May_pass(int status) => Assert.IsTrue(FailureClassifier.IsTransient(status));

    [TestMethod]
    [DataRow(200)]
    [DataRow(302)]
    [DataRow(400)]
    [DataRow(401)]
    [DataRow(403)]
    [DataRow(404)]
    [DataRow(410)]
    [DataRow(412)]
    [DataRow(416)]
    [DataRow(501)]
    [DataRow(505)]
    public void Cannot_pass(int status) => Assert.IsFalse(FailureClassifier.IsTransient(status));

    [TestMethod]
    [DataRow("7", 7)]
    [DataRow("0", 0)]
    [DataRow("Fri, 02 Jan 2026 03:04:35 GMT", 30)]
    [DataRow("Fri, 02 Jan 2026 03:04:00 GMT", 0)]
    [DataRow("soon", null)]
    [DataRow("-3", null)]
    [DataRow("99999999999999999999", null)]
    [DataRow("", null)]
    public void Asks_to_wait(string header, int? seconds)
    {
        using var response = ScriptedHandler.Status(503);
        response.Headers.TryAddWithoutValidation("Retry-After", header);
        Assert.AreEqual(seconds, FailureClassifier.FromStatus(response, "storage", "storage.example", _time).RetryAfter?.TotalSeconds);
    }

    [TestMethod]
    [DataRow(503, nameof(FailureKind.Status), "storage answered 503 (ServiceUnavailable)")]
    [DataRow(520, nameof(FailureKind.Status), "storage answered 520")]
    [DataRow(407, nameof(FailureKind.Unreachable), "the proxy wants a user name and password (407)")]
    public void Is_described(int status, string kind, string reason)
    {
        using var response = ScriptedHandler.Status(status);
        var failure = FailureClassifier.FromStatus(response, "storage", "storage.example", _time);
        Assert.AreEqual((kind, reason, status), (failure.Kind.ToString(), failure.Reason, failure.StatusCode));
    }
}
