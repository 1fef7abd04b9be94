// What tests and emulator use of .NET 9 and 10, for the run on .NET 8 (.ci/net8). Compiled there only.
#pragma warning disable IDE0130
namespace System.Threading
{
    internal sealed class Lock
    {
        // Not this object: the compiler warns where a Lock is used as a plain monitor, and it goes by the name (CS9216).
        private readonly object _gate = new();

        public Scope EnterScope()
        {
            Monitor.Enter(_gate);
            return new Scope(_gate);
        }

        public readonly ref struct Scope(object held)
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

namespace System.Security.Cryptography.X509Certificates
{
    internal static class X509CertificateLoader
    {
        public static X509Certificate2 LoadCertificateFromFile(string path) => new(path);

        public static X509Certificate2 LoadPkcs12(byte[] contents, string? password) => new(contents, password);
    }
}
