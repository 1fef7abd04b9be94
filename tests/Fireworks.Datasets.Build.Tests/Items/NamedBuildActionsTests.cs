using System.Text.RegularExpressions;
using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Build.Tests.Items;

[TestClass]
public sealed partial class NamedBuildActionsTests
{
    /// <summary>One that only one side knew would be lost, or there twice.</summary>
    [TestMethod]
    public void Are_those_that_the_targets_make_items_of()
    {
        var targets = Repository.Read("nuget/build/Fireworks.Datasets.Build.targets");
        string[] named = [.. Named().Matches(targets).Select(match => match.Groups[1].Value)];

        CollectionAssert.AreEquivalent(BuildActions.NamedByTargets.ToArray(), named);
    }

    [GeneratedRegex("""<(\w+) Include="@\(FireworksDatasetFile->WithMetadataValue\('BuildAction', '\1'\)\)" />""")]
    private static partial Regex Named();
}
