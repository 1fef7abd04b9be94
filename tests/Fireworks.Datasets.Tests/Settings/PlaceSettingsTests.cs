using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Settings;

/// <summary>Where the content store and the lock file are. Paths of this platform, so that they are full ones.</summary>
[TestClass]
public class PlaceSettingsTests
{
    private static readonly string s_root = Path.GetPathRoot(Path.GetTempPath())!;
    private static readonly string s_home = Path.Join(s_root, "home", "u");
    private static readonly string s_other = Path.Join(s_root, "other");

    [TestMethod]
    public void The_store_is_in_the_platforms_place_for_caches()
    {
        AssertCache(FakeMachine.With(s_home), null, Path.Join(s_home, ".cache", "fireworks-datasets"), askedFor: false);
        AssertCache(FakeMachine.With(s_home, ("XDG_CACHE_HOME", s_other)), null, Path.Join(s_other, "fireworks-datasets"), askedFor: false);
        AssertCache(FakeMachine.With(s_home, ("XDG_CACHE_HOME", "relative")), null, Path.Join(s_home, ".cache", "fireworks-datasets"), askedFor: false);
        AssertCache(FakeMachine.With(Platform.MacOS, s_home, ("XDG_CACHE_HOME", s_other)), null,
            Path.Join(s_home, "Library", "Caches", "fireworks-datasets"), askedFor: false);
        AssertCache(FakeMachine.With(Platform.Windows, s_home, ("LOCALAPPDATA", s_other)), null,
            Path.Join(s_other, "fireworks-datasets", "cache"), askedFor: false);
        AssertCache(FakeMachine.With(Platform.Windows, s_home), null,
            Path.Join(s_home, "AppData", "Local", "fireworks-datasets", "cache"), askedFor: false);
        AssertCache(FakeMachine.Empty, null, null, askedFor: false);
    }

    [TestMethod]
    public void The_store_is_where_the_project_else_the_environment_says()
    {
        var machine = FakeMachine.With(s_home, ("FIREWORKS_DATASETS_CACHE", s_other));
        AssertCache(machine, null, s_other, askedFor: true);
        AssertCache(machine, "", s_other, askedFor: true);
        AssertCache(machine, "cache", Path.Join(TypedSettings.Project, "cache"), askedFor: true);
        AssertCache(machine, "../cache", Path.Join(Path.GetTempPath(), "cache"), askedFor: true);
        AssertCache(machine, @"..\cache", Path.Join(Path.GetTempPath(), "cache"), askedFor: true);
        AssertCache(machine, "~/cache", Path.Join(s_home, "cache"), askedFor: true);
        AssertCache(machine, "none", null, askedFor: true);
        AssertCache(machine, " None ", null, askedFor: true);
        AssertCache(FakeMachine.With(s_home, ("FIREWORKS_DATASETS_CACHE", "none")), null, null, askedFor: true);
        AssertCache(FakeMachine.With(s_home, ("FIREWORKS_DATASETS_CACHE", " ")), null, Path.Join(s_home, ".cache", "fireworks-datasets"), askedFor: false);
    }

    [TestMethod]
    public void A_relative_store_of_the_environment_belongs_nowhere() => Assert.Contains("FIREWORKS_DATASETS_CACHE='cache'",
        Diagnosed.One("FWDS1005", () => TypedSettings.Read(FakeMachine.With(s_home, ("FIREWORKS_DATASETS_CACHE", "cache")))));

    [TestMethod]
    public void The_lock_file_is_relative_to_the_project_never_to_the_current_directory()
    {
        AssertLockFile(null, null);
        AssertLockFile("l.json", Path.Join(TypedSettings.Project, "l.json"));
        AssertLockFile("../l.json", Path.Join(Path.GetTempPath(), "l.json"));
        AssertLockFile(Path.Join(s_other, "l.json"), Path.Join(s_other, "l.json"));

        static void AssertLockFile(string? path, string? expected) =>
            Assert.AreEqual(expected, TypedSettings.Read(("LockFilePath", path)).LockFilePath);
    }

    private static void AssertCache(MachineEnvironment machine, string? given, string? expected, bool askedFor)
    {
        var settings = TypedSettings.Read(machine, ("CacheDirectory", given));
        Assert.AreEqual((expected, askedFor), (settings.CacheDirectory, settings.CacheAskedFor));
    }
}
