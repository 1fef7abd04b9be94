using Fireworks.Datasets.Http;
using Fireworks.Datasets.Secrets;

namespace Fireworks.Datasets.Service;

/// <summary>Builds the addresses of the service's methods, as the API reference gives them.</summary>
internal sealed class ApiAddresses(ApiOptions options)
{
    public Url DownloadEndpoint(DatasetKey dataset)
    {
        // The API wants the ':' before the verb unescaped, so the verb is not part of an escaped segment.
        var query = string.Join('&', new[]
        {
            dataset.Lineage ? "downloadLineage=true" : null,
            options.ReadMask is null ? null : $"readMask={Uri.EscapeDataString(options.ReadMask)}",
        }.OfType<string>());
        return Build(dataset, ":getDownloadEndpoint", query);
    }

    public Url Dataset(DatasetKey dataset) => Build(dataset, "", "");

    private Url Build(DatasetKey dataset, string verb, string query)
    {
        var address = $"{options.Root.GetLeftPart(UriPartial.Path).TrimEnd('/')}/v1/accounts/{Uri.EscapeDataString(dataset.Name.Account)}" +
            $"/datasets/{Uri.EscapeDataString(dataset.Name.Dataset)}{verb}{(query.Length == 0 ? "" : "?")}{query}";
        return Url.TryParse(address, out var url, out _)
            ? url
            : throw new DatasetException(Problem.InsecureUrl("The address of the service", ShownAddress.Of(address), dataset));
    }
}
