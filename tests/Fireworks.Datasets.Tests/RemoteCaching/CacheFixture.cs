using System.Text;
using Fireworks.Datasets.Credentials;
using Fireworks.Datasets.Downloads;
using Fireworks.Datasets.Integrity;
using Fireworks.Datasets.LockFiles;
using Fireworks.Datasets.RemoteCaching;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.RemoteCaching;

/// <summary>A remote cache that a test answers for.</summary>
internal sealed class CacheFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RemoteCache _cache;

    public CacheFixture(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer, bool readOnly = false, string? token = null, string? tokenVariable = null)
    {
        Server = new(answer);
        _cache = new(new(new("https://cache.example/datasets/"), readOnly, token is null ? null : ApiKey.Create(token, "TOKEN"), tokenVariable, TimeSpan.FromSeconds(10)),
            Server, Time, Log);
    }

    public CacheFixture(Func<HttpRequestMessage, HttpResponseMessage> answer, bool readOnly = false, string? token = null, string? tokenVariable = null)
        : this((request, _) => Task.FromResult(answer(request)), readOnly, token, tokenVariable)
    {
    }

    public StubHandler Server { get; }

    public ManualTimeProvider Time { get; } = new();

    public RecordingLog Log { get; } = new();

    public TransferProgress Progress { get; } = new();

    /// <summary>Where contents arrive.</summary>
    public string Path => _folder["arrived"];

    public IEnumerable<string> Warnings => Log.Diagnostics.Select(diagnostic => diagnostic.Message);

    public static LockedFile Locked(string contents) => new(Encoding.UTF8.GetByteCount(contents), Sha256Digest.Of(Encoding.UTF8.GetBytes(contents)));

    public static HttpResponseMessage Ok(string contents) => new(System.Net.HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(contents)) };

    /// <summary>An answer whose length is not declared.</summary>
    public static HttpResponseMessage Chunked(Stream body) => new(System.Net.HttpStatusCode.OK) { Content = new StreamContent(body) };

    public Task<bool> GetAsync(string contents, CancellationToken cancellationToken = default) =>
        _cache.TryGetAsync(Locked(contents), Path, Progress, cancellationToken);

    public Task PutAsync(string contents, CancellationToken cancellationToken = default) =>
        _cache.TryPutAsync(Locked(contents).Digest, contents.Length, _folder.Write("given", contents), cancellationToken);

    public void Dispose()
    {
        _cache.Dispose();
        _folder.Dispose();
    }
}
