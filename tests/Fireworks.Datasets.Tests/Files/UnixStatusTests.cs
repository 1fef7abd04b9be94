using Fireworks.Datasets.Files.Unix;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Files;

[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class UnixStatusTests
{
    /// <summary>Where the C library has no statx, as that of Alpine up to 3.19.</summary>
    [TestMethod]
    public unsafe void Is_the_same_by_the_system_call_as_by_the_library()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("file", "contents");
        byte* byLibrary = stackalloc byte[256], bySystemCall = stackalloc byte[256];

        Assert.AreEqual(0, Libc.LinuxStatus(UnixFlags.NoFolder, file, 0, 0x7ff, byLibrary));
        Assert.AreEqual(0, Libc.SystemCall(UnixStatus.NumberOfStatx, UnixFlags.NoFolder, file, 0, 0x7ff, bySystemCall));

        Assert.IsTrue(new ReadOnlySpan<byte>(byLibrary, 256).SequenceEqual(new(bySystemCall, 256)));
        Assert.IsTrue(Libc.Has("statx"));
        Assert.IsFalse(Libc.Has("no_such_function"));
    }
}
