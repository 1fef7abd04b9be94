namespace Fireworks.Datasets.Emulator;

/// <summary>The storage's side: who may have an object, and which answer the request's conditions and range give.</summary>
internal sealed class ObjectStorage(DatasetCatalog catalog, UrlSigner signer, EmulatorOptions options)
{
    public Answer Answer(ServiceRequest request)
    {
        if (Refuse(request) is { } refusal)
        {
            return refusal;
        }

        if (request is not { Account: { } account, Dataset: { } dataset, File: { } file }
            || catalog.Find(account, dataset)?.Find(file) is not { } found)
        {
            return StorageError.Xml(404, "NoSuchKey", "The specified key does not exist.");
        }

        if (request.Header("If-Match") is { } match && !found.Options.IgnoresIfMatch && match != "*" && match != found.ETag)
        {
            return StorageError.Xml(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold.");
        }

        // Weak comparison, unlike the others: RFC 9110, 13.1.2.
        return !found.Options.IgnoresIfNoneMatch && request.Header("If-None-Match") is { } known && found.ETag is { } etag && known.Split(", ").Any(k => Strong(k) == Strong(etag))
            ? new Answer(304).With("ETag", etag)
            : ObjectAnswer.Create(found, request);
    }

    private Answer? Refuse(ServiceRequest request)
    {
        if (request.Header("Authorization") is not null)
        {
            return StorageError.Xml(400, "InvalidArgument", "Only one auth mechanism allowed");
        }

        if (request.Headers.Keys.FirstOrDefault(IsExtension) is { } extension)
        {
            return StorageError.Xml(400, "MalformedSecurityHeader", $"Header was included in the request but not in SignedHeaders: {extension}");
        }

        // The method is signed, so that HEAD fails here as it does there.
        return signer.Verify(request.Method, request.Host, request.Path, request.Query) switch
        {
            SignatureVerdict.Valid => null,
            SignatureVerdict.Expired => StorageError.Expired(options.ExpiryDialect, request),
            SignatureVerdict.Missing => StorageError.Xml(403, "AccessDenied", "Anonymous caller does not have access to the object."),
            _ => StorageError.Forged(request),
        };
    }

    private static bool IsExtension(string header) =>
        header.StartsWith("x-goog-", StringComparison.OrdinalIgnoreCase) || header.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase);

    private static string Strong(string etag) => etag.StartsWith("W/", StringComparison.Ordinal) ? etag[2..] : etag;
}
