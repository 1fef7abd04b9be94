using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.InPlace;

[TestClass]
public sealed class DatasetStateTests : IDisposable
{
    private static readonly DatasetState s_state = new(
        new DatasetKey(new DatasetName("acme", "chain"), Lineage: true),
        "https://example.com/",
        new Dictionary<string, FileInPlace?>(StringComparer.Ordinal)
        {
            ["base/é👍.jsonl"] = new(new(long.MaxValue, Sha256Digest.Of("x"u8)), DateTime.MaxValue.Ticks, Validator.Parse("\"a\\b\"")),
            ["b"] = new(new(0, Sha256Digest.Of(""u8)), TimeStampTicks: 0, Validator: null),
            ["B"] = null,
        });

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Comes_back_as_written()
    {
        s_state.Write(_folder["state"]);
        var read = DatasetState.Read(_folder["state"]);
        Assert.IsNotNull(read);
        Assert.AreEqual(s_state.Dataset, read.Dataset);
        Assert.AreEqual(s_state.Service, read.Service);
        CollectionAssert.AreEquivalent(s_state.Files.ToArray(), read.Files.ToArray());
    }

    [TestMethod]
    public void Is_none_where_there_is_none() => Assert.IsNull(DatasetState.Read(_folder["none"]));

    /// <summary>In a folder that others may write to, anybody could have put it there.</summary>
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Is_none_where_it_is_of_another_user_than_the_folder()
    {
        var state = _folder["data/.fireworks/state/acme/chain.json"];
        Directory.CreateDirectory(Path.GetDirectoryName(state)!);
        s_state.Write(state);

        Planted.GiveAway(state);
        Assert.IsNull(DatasetState.Read(state));

        // As in a container that builds what is mounted into it.
        Planted.GiveAway(_folder["data"]);
        Assert.IsNotNull(DatasetState.Read(state));
    }

    [TestMethod]
    public void Is_none_wherever_it_was_cut()
    {
        s_state.Write(_folder["state"]);
        var whole = File.ReadAllBytes(_folder["state"]);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_folder["state"], whole[..length]);
            Assert.IsNull(DatasetState.Read(_folder["state"]), $"cut at {length}");
        }
    }

    [TestMethod]
    public void Changed_byte_gives_a_state_or_none_but_never_fails()
    {
        s_state.Write(_folder["state"]);
        var whole = File.ReadAllBytes(_folder["state"]);
        for (var i = 0; i < whole.Length; i++)
        {
            foreach (var changed in (byte[])[0, (byte)'"', (byte)'[', (byte)'9', 0xff])
            {
                byte[] bytes = [.. whole];
                bytes[i] = changed;
                _ = DatasetStateReader.Parse(bytes);
            }
        }
    }

    [TestMethod]
    [DataRow("""{"version":2,"dataset":"accounts/a/datasets/d","service":"","files":{}}""")]
    [DataRow("""{"version":1,"dataset":"d","service":"","files":{}}""")]
    [DataRow("""{"version":1,"dataset":"accounts/a/datasets/nul","service":"","files":{}}""")]
    [DataRow("""{"version":1,"dataset":"accounts/a/datasets/d","service":"","files":{"a":[],"a":[]}}""")]
    [DataRow("""{"version":1,"dataset":"accounts/a/datasets/d","service":"","files":{"a":[1,2,"x"]}}""")]
    [DataRow("""{"version":1,"dataset":"accounts/a/datasets/d","service":"","files":{}}}""")]
    [DataRow("""{"version":1,"dataset":"accounts/a/datasets/d","service":"","files":{"a":[-1,2,"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]}}""")]
    [DataRow("""{"version":1,"dataset":"accounts/a/datasets/d","service":"","files":{"a":[9223372036854775808,2,"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]}}""")]
    [DataRow("""{"version":1,"dataset":"accounts/a/datasets/d","service":"","files":{"a":[1,-2,"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]}}""")]
    [DataRow("""{"version":1,"dataset":"accounts/a/datasets/d","service":"","files":{"a":[1,3155378976000000000,"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]}}""")]
    [DataRow("""{"version":1,"dataset":"accounts/a/datasets/d","service":"\ud800","files":{}}""")]
    [DataRow("""{"version":1,"dataset":"accounts/a/datasets/d","service":"","files":{"\udfff":[]}}""")]
    public void Is_none_where_it_is_of_another_kind(string text) => Assert.IsNull(DatasetState.Read(_folder.Write("state", text)));
}
