using System.Runtime.Versioning;
using System.Text;
using Fireworks.Datasets.Service.Credentials;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Service.Credentials;

[TestClass]
public sealed class AuthIniFileTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    [TestMethod]
    public void Is_in_the_folder_of_the_tools()
    {
        _home.Write(".fireworks/auth.ini", "api_key = k");
        var file = AuthIniFile.Find(FakeMachine.With(_home.Path));
        Assert.AreEqual("k", file.Contents?.ApiKey);
        Assert.AreEqual(_home[Path.Combine(".fireworks", "auth.ini")], file.FullPath);
    }

    [TestMethod]
    [DataRow("work")]
    [DataRow(" work ")]
    public void A_profile_has_its_own_and_never_falls_back(string profile)
    {
        _home.Write(".fireworks/auth.ini", "api_key = no");
        var machine = FakeMachine.With(_home.Path, ("FIREWORKS_PROFILE", profile));
        Assert.AreEqual("no such file", AuthIniFile.Find(machine).Fault);
        _home.Write(".fireworks/profiles/work/auth.ini", "api_key = k");
        Assert.AreEqual("k", AuthIniFile.Find(machine).Contents?.ApiKey);
    }

    [TestMethod]
    [DataRow("..")]
    [DataRow("../..")]
    [DataRow("a/b")]
    [DataRow(@"a\b")]
    [DataRow("/etc")]
    [DataRow("C:")]
    [DataRow("nul")]
    [DataRow("a\nb")]
    public void A_profile_is_one_folder(string profile)
    {
        _home.Write("auth.ini", "api_key = no");
        _home.Write(".fireworks/auth.ini", "api_key = no");
        var file = AuthIniFile.Find(FakeMachine.With(_home.Path, ("FIREWORKS_PROFILE", profile)));
        Assert.IsNull(file.Contents);
        Assert.Contains("FIREWORKS_PROFILE", file.Fault);
    }

    [TestMethod]
    public void A_byte_order_mark_of_another_encoding_is_understood()
    {
        var path = _home.Write(".fireworks/auth.ini", "");
        File.WriteAllText(path, "[fireworks]\r\napi_key = k\r\n", Encoding.Unicode);
        Assert.AreEqual("k", AuthIniFile.Find(FakeMachine.With(_home.Path)).Contents?.ApiKey);
    }

    [TestMethod]
    public void What_cannot_be_read_says_why()
    {
        Assert.Contains("home", AuthIniFile.Find(FakeMachine.Empty).Fault);
        Assert.AreEqual("no such file", AuthIniFile.Find(FakeMachine.With(_home.Path)).Fault);

        _home.Write(".fireworks/auth.ini/x", "");
        Assert.AreEqual("it is a folder", AuthIniFile.Find(FakeMachine.With(_home.Path)).Fault);

        var machine = FakeMachine.With(_home.Path, ("FIREWORKS_PROFILE", "large"));
        _home.Write(".fireworks/profiles/large/auth.ini", new string('#', 2 * 1024 * 1024));
        Assert.Contains("larger", AuthIniFile.Find(machine).Fault);

        machine = FakeMachine.With(_home.Path, ("FIREWORKS_PROFILE", "file"));
        _home.Write(".fireworks/profiles/file", "");
        Assert.IsNull(AuthIniFile.Find(machine).Contents);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    public void No_permission_says_so()
    {
        var path = _home.Write(".fireworks/auth.ini", "api_key = k");
        File.SetUnixFileMode(path, UnixFileMode.None);
        if (Environment.IsPrivilegedProcess)
        {
            // Root reads it all the same; a link to itself nobody can.
            File.Delete(path);
            File.CreateSymbolicLink(path, path);
        }

        Assert.Contains("cannot be read", AuthIniFile.Find(FakeMachine.With(_home.Path)).Fault);
    }

    public void Dispose() => _home.Dispose();
}
