using System.Text.Json;

namespace Fireworks.Datasets.Emulator;

/// <summary>The service's side: download endpoints and the state of datasets, for who has a key.</summary>
internal sealed class DatasetService(DatasetCatalog catalog, AccessRules access, Func<string, string, string, string> signedUrl)
{
    public Answer Answer(ServiceRequest request)
    {
        if (request.Kind is not (RequestKind.Api or RequestKind.DatasetGet))
        {
            return ApiError.Create(404, "Not Found");
        }

        if (request.Method != "GET")
        {
            return ApiError.Create(501, "Method Not Allowed");
        }

        if (!access.Knows(request.Header("Authorization")))
        {
            return ApiError.Create(401, "The API key you provided is invalid.");
        }

        var (account, dataset) = (request.Account!, request.Dataset!);
        if (access.Forbids(account))
        {
            return ApiError.Create(403, $"The API key has no access to account {account}.");
        }

        return catalog.Find(account, dataset) is not { } found
            ? ApiError.Create(404, $"Dataset accounts/{account}/datasets/{dataset} not found.")
            : request.Kind == RequestKind.DatasetGet
                ? Describe($"accounts/{account}/datasets/{dataset}", found)
                : DownloadEndpoint(request, account, dataset, found);
    }

    private Answer DownloadEndpoint(ServiceRequest request, string account, string dataset, IDatasetSource found)
    {
        if (request.Parameter("downloadLineage") is not (null or "" or "true" or "false"))
        {
            return ApiError.Create(400, "parsing field \"downloadLineage\": not a boolean");
        }

        var mask = request.Parameter("readMask") ?? "";
        var masked = mask is not ("" or "*") && !mask.Split(',').Contains("filenameToSignedUrls");
        if (masked || found.State != "READY")
        {
            return Emulator.Answer.Json(200, "{}");
        }

        var lineage = request.Parameter("downloadLineage") == "true";
        IEnumerable<(string Id, IDatasetSource Dataset)> sources = lineage ? catalog.Lineage(account, dataset) : [(dataset, found)];
        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("filenameToSignedUrls");
            foreach (var (id, source) in sources)
            {
                foreach (var (name, rawUrl) in source.List())
                {
                    writer.WriteString(lineage ? $"{id}/{name}" : name, rawUrl ?? signedUrl(account, id, name));
                }
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return new Answer(200) { Content = new MemoryContent(json.ToArray()), Count = json.Length }
            .With("Content-Type", "application/json");
    }

    private static Answer Describe(string name, IDatasetSource dataset) => Emulator.Answer.Json(200, JsonSerializer.Serialize(new
    {
        name,
        state = dataset.State,
        status = new { code = "OK", message = dataset.StatusMessage },
        exampleCount = dataset.ExampleCount.ToString(System.Globalization.CultureInfo.InvariantCulture),
        format = "CHAT",
        updateTime = "2026-01-01T00:00:00Z",
    }));
}
