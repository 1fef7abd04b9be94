using System.Text;
using Fireworks.Datasets.Cache.Remote;
using Fireworks.Datasets.Contents;
using Fireworks.Datasets.Secrets;
using Fireworks.Datasets.Tests.Infra;
using Fireworks.Datasets.Transfers;

namespace Fireworks.Datasets.Tests.Cache.Remote;

/// <summary>A remote cache that a test answers for.</summary>
internal sealed class CacheScene : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RemoteCache _cache;

    public CacheScene(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer, bool readOnly = false, string? token = null, string? tokenVariable = null)
    {
        Server = new(answer);
        _cache = new(new(new("https://cache.example/datasets/"), readOnly, token is null ? null : BearerToken.Create(token, "TOKEN"), tokenVariable, TimeSpan.FromSeconds(10)),
            Server, Time, Log);
    }

    public CacheScene(Func<HttpRequestMessage, HttpResponseMessage> answer, bool readOnly = false, string? token = null, string? tokenVariable = null)
        : this((request, _) => Task.FromResult(answer(request)), readOnly, token, tokenVariable)
    {
    }

    public ScriptedHandler Server { get; }

    public ManualTimeProvider Time { get; } = new();

    public RecordingLog Log { get; } = new();

    public TransferProgress Progress { get; } = new();

    /// <summary>Where contents arrive.</summary>
    public string Path => _folder["arrived"];

    public IEnumerable<string> Warnings => Log.Diagnostics.Select(diagnostic => diagnostic.Message);

    public static Content Locked(string contents) => new(Encoding.UTF8.GetByteCount(contents), Sha256Digest.Of(Encoding.UTF8.GetBytes(contents)));

    public static HttpResponseMessage Ok(string contents) => new(System.Net.HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(contents)) };

    /// <summary>An answer whose length is not declared.</summary>
    public static HttpResponseMessage Chunked(Stream body) => new(System.Net.HttpStatusCode.OK) { Content = new StreamContent(body) };

    public Task<bool> GetAsync(string contents, CancellationToken cancellationToken = default) =>
        _cache.TryGetAsync(Locked(contents), Path, Progress, cancellationToken);

    public Task PutAsync(string contents, CancellationToken cancellationToken = default) =>
        _cache.TryPutAsync(Locked(contents), _folder.Write("given", contents), cancellationToken);

    public void Dispose()
    {
        _cache.Dispose();
        _folder.Dispose();
    }
}
