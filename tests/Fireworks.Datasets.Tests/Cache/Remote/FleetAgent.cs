using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Fireworks.Datasets.Cache.Remote;
using Fireworks.Datasets.Http;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.InPlace;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.Names;
using Fireworks.Datasets.Settings;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Cache.Remote;

/// <summary>A build agent: its own store, folder and clone, on the engine that a build runs.</summary>
internal sealed record FleetAgent
{
    private readonly FleetScene _scene;
    private readonly string _folder;
    private readonly ConcurrentQueue<(string Host, string? Authorization, string Url)> _sent = new();

    public FleetAgent(FleetScene scene, string folder)
    {
        (_scene, _folder) = (scene, folder);
        RemoteCache = new(scene.Cache.Url + "/");
        Key = scene.Service.ApiKey;
        Token = scene.Cache.WriteToken;
    }

    public RecordingLog Log { get; } = new();

    public Uri? RemoteCache { get; init; }

    public bool ReadOnly { get; init; }

    public string? Key { get; init; }

    public string? Token { get; init; }

    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Called before each request goes out.</summary>
    public Func<HttpRequestMessage, Task> BeforeRequest { get; init; } = _ => Task.CompletedTask;

    public string LockFile => Path.Combine(_folder, "fireworks.datasets.lock.json");

    /// <summary>Where its requests went, and with which credentials.</summary>
    public IReadOnlyCollection<(string Host, string? Authorization, string Url)> Sent => _sent;

    public IEnumerable<string> Warnings => Log.Diagnostics.Select(diagnostic => $"{diagnostic.Code}: {diagnostic.Message}");

    public string FileInPlace(string name) => Path.Combine(_folder, "obj", "acme", "eval", name);

    /// <summary>Clones the lock file, and brings the dataset into place.</summary>
    public async Task FetchAsync(string? lockFile = null)
    {
        Directory.CreateDirectory(_folder);
        if (lockFile is not null)
        {
            File.Copy(lockFile, LockFile);
        }

        var settings = new FetchSettings
        {
            Service = new(new(_scene.Service.Url + "/"), AllowsMachineKey: false),
            CacheDirectory = Path.Combine(_folder, "store"),
            LockFilePath = LockFile,
            RemoteCache = RemoteCache,
            RemoteCacheReadOnly = ReadOnly,
            RemoteCacheTokenVariable = "CACHE_TOKEN",
            StallTimeout = StallTimeout,
        };
        var key = new DatasetKey(new("acme", "eval"), Lineage: false);
        var request = new DatasetRequest(key, FileFilter.All, Floating: false, DatasetLocation.Under(Path.Combine(_folder, "obj"), key));
        await new DatasetFetcher(settings, Fireworks.Datasets.LockFiles.LockFile.Read(LockFile), Services(), Log).FetchAsync([request], CancellationToken.None);
    }

    private FetchServices Services()
    {
        (string, string)[] variables = [.. Variable("FIREWORKS_API_KEY", Key), .. Variable("CACHE_TOKEN", Token)];
        var machine = FakeMachine.With(home: null, variables);
        return new(machine, TimeProvider.System, Random.Shared.NextDouble, settings => new Recorder(this, Trusting(TransportHandler.Create(settings.MaxConcurrency, machine))));
    }

    private static IEnumerable<(string, string)> Variable(string name, string? value) => value is null ? [] : [(name, value)];

    private SocketsHttpHandler Trusting(SocketsHttpHandler handler)
    {
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(_scene.Cache.CertificateFile) },
            },
        };
        return handler;
    }

    private sealed class Recorder(FleetAgent agent, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            agent._sent.Enqueue((request.RequestUri!.Authority, request.Headers.Authorization?.ToString(), request.RequestUri.AbsoluteUri));
            await agent.BeforeRequest(request);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
