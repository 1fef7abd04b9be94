using Fireworks.Datasets.Build.Items;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Build.Tests.Items;

/// <summary>docs/settings.md lists the metadata of an item.</summary>
[TestClass]
public class MetadataDocumentTests
{
    [TestMethod]
    public void Every_metadata_is_there()
    {
        var asked = new SortedSet<string>(StringComparer.Ordinal) { "Include", "anything else" };
        DatasetItem.Read("x",
            name =>
            {
                asked.Add(name);
                return null;
            },
            name =>
            {
                asked.Add(name);
                return [];
            });
        Assert.AreEqual(string.Join('\n', asked), string.Join('\n', MarkdownTable.FirstColumn(Repository.Read("docs", "settings.md"), "Item metadata").Order(StringComparer.Ordinal)));
    }
}
