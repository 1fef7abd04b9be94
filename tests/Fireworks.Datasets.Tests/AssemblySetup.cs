using System.Runtime.InteropServices;

[assembly: Parallelize(Workers = 0, Scope = ExecutionScope.MethodLevel)]

namespace Fireworks.Datasets.Tests;

[TestClass]
public static partial class AssemblySetup
{
    /// <summary>
    /// What tests put where the engine expects its own files is then as the engine makes it: with the mask 002 of some systems, folders can be
    /// written to by a group, and the engine refuses them.
    /// </summary>
    [AssemblyInitialize]
    public static void SetUsualPermissions(TestContext context)
    {
        if (!OperatingSystem.IsWindows())
        {
            const int WritableForTheUserOnly = 0b000_010_010;
            _ = SetMask(WritableForTheUserOnly);
        }
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial int SetMask(int mask);
}
