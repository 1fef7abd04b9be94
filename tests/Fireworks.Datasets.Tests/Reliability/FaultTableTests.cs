namespace Fireworks.Datasets.Tests.Reliability;

/// <summary>What the published tables say is what happens.</summary>
[TestClass]
public sealed class FaultTableTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Of_the_service_is_as_published() =>
        ReliabilityDocument.AssertHolds("service faults", await FaultMatrix.ApiTableAsync(TestContext.CancellationToken));

    [TestMethod]
    public async Task Of_storage_is_as_published() =>
        ReliabilityDocument.AssertHolds("storage faults", await FaultMatrix.StorageTableAsync(TestContext.CancellationToken));
}
