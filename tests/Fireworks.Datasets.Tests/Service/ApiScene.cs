using Fireworks.Datasets.Http;
using Fireworks.Datasets.Identity;
using Fireworks.Datasets.Secrets;
using Fireworks.Datasets.Service;
using Fireworks.Datasets.Tests.Infra;

namespace Fireworks.Datasets.Tests.Service;

/// <summary>The API client in front of a stub, with two retries that take no time.</summary>
internal sealed class ApiScene(HttpMessageHandler handler, TimeProvider? time = null) : IDisposable
{
    public const string Key = "fw_theSecretKey1";

    private readonly HttpTransport _transport = new(handler, time ?? TimeProvider.System);

    public static DatasetKey Dataset { get; } = new(new("acme", "gsm8k-eval"), Lineage: false);

    public RecordingLog Log { get; } = new();

    public ApiOptions Options { get; init; } = new(new Uri("https://api.example"), ReadMask: null, TimeSpan.FromSeconds(60));

    public static ApiScene Answering(string json) => new(new ScriptedHandler(_ => ScriptedHandler.Json(json)));

    public Task<DatasetListing> AskAsync(CancellationToken cancellationToken, DatasetKey? dataset = null)
    {
        var retrier = new Retrier(new(2), time ?? TimeProvider.System, () => 0, Log);
        return new DatasetApi(_transport, retrier, Options, () => BearerToken.Create(Key, "FIREWORKS_API_KEY"))
            .GetDownloadEndpointAsync(dataset ?? Dataset, cancellationToken);
    }

    public void Dispose() => _transport.Dispose();
}
