using Fireworks.Datasets.Files;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Files;

[TestClass]
public sealed class FileStampTests : IDisposable
{
    private static readonly DateTime s_noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Is_of_files_only_and_of_no_link()
    {
        var file = Write("file", s_noon);
        File.CreateSymbolicLink(_folder["link"], file);
        Directory.CreateDirectory(_folder["folder"]);

        Assert.AreEqual(new FileStamp(4, s_noon.Ticks), FileStamp.Of(file));
        Assert.IsNull(FileStamp.Of(_folder["link"]) ?? FileStamp.Of(_folder["folder"]) ?? FileStamp.Of(_folder["missing"]));
    }

    [TestMethod]
    public void Advances_and_never_goes_back()
    {
        var file = Write("file", s_noon);

        FileStamp.Advance(file, s_noon.AddHours(-1));
        Assert.AreEqual(s_noon, File.GetLastWriteTimeUtc(file));

        FileStamp.Advance(file, s_noon.AddHours(1));
        Assert.AreEqual(s_noon.AddHours(1), File.GetLastWriteTimeUtc(file));
    }

    [TestMethod]
    [DataRow(2, 2, DisplayName = "now")]
    [DataRow(0, 1, DisplayName = "the other file's time, where that is ahead of the clock")]
    public void Advances_past_another_file(int nowInHours, int expectedInHours)
    {
        var (file, other) = (Write("file", s_noon), Write("other", s_noon.AddHours(1)));

        FileStamp.AdvancePast(file, other, s_noon.AddHours(nowInHours));
        Assert.AreEqual(s_noon.AddHours(expectedInHours), File.GetLastWriteTimeUtc(file));

        FileStamp.AdvancePast(file, other, s_noon.AddHours(9));
        Assert.AreEqual(s_noon.AddHours(expectedInHours), File.GetLastWriteTimeUtc(file), "It is past the other one already.");
    }

    private string Write(string name, DateTime time)
    {
        var path = _folder.Write(name, "text");
        File.SetLastWriteTimeUtc(path, time);
        return path;
    }
}
