using System.Diagnostics;

namespace Fireworks.Datasets.Tests.Infra;

/// <summary>What somebody else may have put where the engine expects a file or folder of its own. Only on Unix.</summary>
internal static class Planted
{
    /// <param name="kind">"fifo", "folder" (with a file in it), "device" or "link" (to a FIFO). Only root can make a device.</param>
    public static void Irregular(string path, string kind)
    {
        MakeRoom(path);
        switch (kind)
        {
            case "fifo":
                Run("mkfifo", path);
                break;
            case "folder":
                Directory.CreateDirectory(path);
                File.WriteAllText(Path.Join(path, "file"), "");
                break;
            case "link":
                Run("mkfifo", path + "-target");
                File.CreateSymbolicLink(path, path + "-target");
                break;
            default:
                OnlyAsRoot();
                // 1, 5 is /dev/zero, which never ends.
                Run("mknod", path, "c", "1", "5");
                break;
        }
    }

    public static void HardLink(string path, string existing)
    {
        MakeRoom(path);
        Run("ln", existing, path);
    }

    /// <summary>A file goes to another place, and its old name becomes a second one for it.</summary>
    public static void MoveAndHardLink(string path, string elsewhere)
    {
        File.Move(path, elsewhere);
        HardLink(path, elsewhere);
    }

    /// <summary>A user that the machine need not know becomes the owner.</summary>
    public static void GiveAway(string path)
    {
        OnlyAsRoot();
        Run("chown", "-h", "54321:54321", path);
    }

    private static void OnlyAsRoot()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Inconclusive("Only root can do this.");
        }
    }

    private static void MakeRoom(string path)
    {
        // What the engine creates is private, and it refuses folders that are not, as they would be with a mask of 002.
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        File.Delete(path);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, error);
    }
}
