using System.Net.Http.Headers;
using System.Text.Json;

namespace Fireworks.Datasets.Emulator.Tests;

/// <summary>One emulator a test, and a client that sends URLs byte for byte.</summary>
public abstract class EmulatorTest : IAsyncDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    protected EmulatorTest(EmulatorOptions? options = null) =>
        Emulator = FireworksEmulator.StartAsync(options).GetAwaiter().GetResult();

    public required TestContext TestContext { get; init; }

    protected FireworksEmulator Emulator { get; }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Emulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<HttpResponseMessage> SendAsync(
        string url, Action<HttpRequestHeaders>? headers = null, HttpMethod? method = null)
    {
        Uri uri = new(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        HttpRequestMessage request = new(method ?? HttpMethod.Get, uri);
        headers?.Invoke(request.Headers);
        return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.CancellationToken);
    }

    protected async Task<string> TextAsync(string url, Action<HttpRequestHeaders>? headers = null)
    {
        using var response = await SendAsync(url, headers);
        return await BodyAsync(response);
    }

    protected Task<string> BodyAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.CancellationToken);

    protected Task<HttpResponseMessage> ApiAsync(string path, string? key = null) => SendAsync(
        Emulator.Url + path, headers => headers.Authorization = new AuthenticationHeaderValue("Bearer", key ?? Emulator.ApiKey));

    /// <summary>The service's answer for a dataset of the account acme: names and URLs.</summary>
    protected async Task<Dictionary<string, string>> ResolveAsync(string dataset, string query = "")
    {
        using var response = await ApiAsync($"/v1/accounts/acme/datasets/{dataset}:getDownloadEndpoint{query}");
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await BodyAsync(response));
        return json.RootElement.TryGetProperty("filenameToSignedUrls", out var files)
            ? files.EnumerateObject().ToDictionary(file => file.Name, file => file.Value.GetString()!)
            : [];
    }
}
