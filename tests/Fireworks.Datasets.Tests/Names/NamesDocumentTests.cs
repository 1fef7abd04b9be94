using Fireworks.Datasets.Names;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Names;

/// <summary>Holds the lists of docs/security.md and the code together.</summary>
[TestClass]
public class NamesDocumentTests
{
    [TestMethod]
    public void Every_name_that_is_refused_is_listed()
    {
        var page = Repository.Read("docs", "security.md");
        var shown = HarmfulNames.Segments.All.Concat(ObeyedNames.Files.All).Select(name => $"`{name}`")
            .Concat(HarmfulNames.Extensions.All.Concat(ObeyedNames.Ends.All).Select(end => $"`*{end}`"));
        Assert.AreEqual("", string.Join('\n', shown.Where(name => !page.Contains(name, StringComparison.Ordinal))));
    }
}
