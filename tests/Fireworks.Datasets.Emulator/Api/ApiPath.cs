namespace Fireworks.Datasets.Emulator;

/// <summary>Reads <c>/v1/accounts/{account}/datasets/{dataset}[:verb]</c>, exactly encoded as documented or not at all.</summary>
internal static class ApiPath
{
    private const string Verb = "getDownloadEndpoint";

    public static ServiceRequest Route(ServiceRequest request, string basePath)
    {
        if (!request.Path.StartsWith(basePath, StringComparison.Ordinal)
            || request.Path[basePath.Length..].Split('/') is not ["", "v1", "accounts", var account, "datasets", var last])
        {
            return request;
        }

        // A colon inside an id is escaped; so a literal one is that before the verb.
        var (dataset, verb) = last.Split(':') is [var id, var name] ? (id, name) : (last, null);
        return verb is null or Verb && TryDecode(account, out var accountId) && TryDecode(dataset, out var datasetId)
            ? request with { Kind = verb is null ? RequestKind.DatasetGet : RequestKind.Api, Account = accountId, Dataset = datasetId }
            : request;
    }

    private static bool TryDecode(string segment, out string id)
    {
        id = Uri.UnescapeDataString(segment);
        return id.Length > 0 && Uri.EscapeDataString(id) == segment;
    }
}
