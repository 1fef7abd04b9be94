using Fireworks.Datasets.Diagnostics;
using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Api;

/// <summary>The addresses of the service's methods, as the API reference gives them.</summary>
internal sealed class ApiAddresses(ApiOptions options)
{
    public SignedUrl DownloadEndpoint(DatasetKey dataset)
    {
        // The ':' before the verb is literal; within a segment it would be escaped.
        var query = string.Join('&', new[]
        {
            dataset.Lineage ? "downloadLineage=true" : null,
            options.ReadMask is null ? null : $"readMask={Uri.EscapeDataString(options.ReadMask)}",
        }.OfType<string>());
        return Build(dataset, ":getDownloadEndpoint", query);
    }

    public SignedUrl Dataset(DatasetKey dataset) => Build(dataset, "", "");

    private SignedUrl Build(DatasetKey dataset, string verb, string query)
    {
        var address = $"{options.Root.GetLeftPart(UriPartial.Path).TrimEnd('/')}/v1/accounts/{Uri.EscapeDataString(dataset.Name.Account)}" +
            $"/datasets/{Uri.EscapeDataString(dataset.Name.Dataset)}{verb}{(query.Length == 0 ? "" : "?")}{query}";
        return SignedUrl.TryParse(address, out var url, out _)
            ? url
            : throw new DatasetException(Problem.InsecureUrl("The address of the service", SignedUrl.Shown(address), dataset));
    }
}
