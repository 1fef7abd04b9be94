using System.Security.Cryptography.X509Certificates;

namespace Fireworks.Datasets.Emulator;

/// <summary>How the emulator behaves. What has a setter may be changed while it runs, for the requests that follow.</summary>
public sealed class EmulatorOptions
{
    /// <summary>Port of the service on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>A path in front of <c>/v1/…</c>, such as <c>/gateway</c>; empty for none.</summary>
    public string BasePath { get; init; } = "";

    /// <summary>The accepted key; random unless given.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The clock of signed URLs.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Makes the service speak TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Makes the storage speak TLS. Faults in the middle of an answer are for plain connections only.</summary>
    public X509Certificate2? StorageCertificate { get; init; }

    /// <summary>How long signed URLs live, in whole seconds; zero gives URLs that have expired already.</summary>
    public TimeSpan UrlLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How the storage refuses an expired or revoked URL.</summary>
    public ExpiryDialect ExpiryDialect { get; set; }

    /// <summary>Signed URLs come with every byte of their path escaped, in lower-case hex: only a client that sends them byte for byte succeeds.</summary>
    public bool EscapeEveryByte { get; set; }

    /// <summary>Limits each connection to the storage; bytes a second, null for no limit.</summary>
    public long? BytesPerSecondPerConnection { get; set; }

    /// <summary>Waited before the answer to each request to the storage.</summary>
    public TimeSpan StorageLatency { get; set; }

    /// <summary>Waited before the answer to each request to the service.</summary>
    public TimeSpan ApiLatency { get; set; }

    /// <summary>Called when a request has been answered.</summary>
    public Action<JournalEntry>? Answered { get; init; }
}
