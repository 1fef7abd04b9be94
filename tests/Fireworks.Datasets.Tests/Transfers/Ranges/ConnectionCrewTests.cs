using Fireworks.Datasets.Transfers;
using Fireworks.Datasets.Transfers.Ranges;

namespace Fireworks.Datasets.Tests.Transfers.Ranges;

[TestClass]
public class ConnectionCrewTests
{
    private const int Connections = 4;

    private readonly ConnectionLimiter _limiter = new(Connections);

    [TestMethod]
    public void Several_refused_at_once_each_count()
    {
        var crew = Crew();
        Recruit(crew);
        Assert.AreEqual(Connections, crew.Active);

        for (var i = 1; i < Connections; i++)
        {
            Assert.IsTrue(crew.Failed(isRefusal: true));
        }

        for (var i = 1; i < Connections; i++)
        {
            crew.Left();
        }

        crew.Succeeded();
        Recruit(crew);
        Assert.AreEqual(1, crew.Active);
    }

    [TestMethod]
    public void After_a_lost_connection_each_part_that_arrives_allows_one_more()
    {
        var crew = Crew();
        Recruit(crew);
        crew.Failed(isRefusal: false);
        crew.Left();
        Recruit(crew);
        Assert.AreEqual(Connections - 1, crew.Active);
        crew.Succeeded();
        Recruit(crew);
        Assert.AreEqual(Connections, crew.Active);
    }

    private ConnectionCrew Crew()
    {
        var crew = new ConnectionCrew(Connections, _limiter);
        crew.Begin();
        return crew;
    }

    private static void Recruit(ConnectionCrew crew) => crew.Recruit(100, permit =>
    {
        permit.Dispose();
        return Task.CompletedTask;
    });
}
