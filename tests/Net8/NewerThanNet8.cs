// What tests and emulator use of .NET 9 and 10, for the run on .NET 8 (.ci/net8). Compiled there only.
#pragma warning disable IDE0130
namespace System.Threading
{
    internal sealed class Lock
    {
        public Scope EnterScope()
        {
            Monitor.Enter(this);
            return new Scope(this);
        }

        public readonly ref struct Scope(Lock held)
        {
            public void Dispose() => Monitor.Exit(held);
        }
    }
}

namespace System
{
    internal static class NewerThanNet8
    {
        extension(Convert)
        {
            public static string ToHexStringLower(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

            public static string ToHexStringLower(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
        }
    }
}
