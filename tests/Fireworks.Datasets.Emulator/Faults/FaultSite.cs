namespace Fireworks.Datasets.Emulator;

/// <summary>Where a fault strikes: the request, and the answer it would get.</summary>
/// <param name="Proceed">Answers a request as if there were no fault.</param>
/// <param name="Replace">Puts a new version in the place of the object that the request is about.</param>
internal sealed record FaultSite(
    ServiceRequest Request,
    Func<ServiceRequest, Answer> Proceed,
    Action<ServiceRequest, Func<StoredObject, (ObjectContent Content, ObjectOptions Options)>> Replace)
{
    public Answer Proper() => Proceed(Request);

    /// <summary>An error in the form that this side of the service uses.</summary>
    public Answer Error(int status, string message) => Request.Kind == RequestKind.Storage
        ? StorageError.Xml(status, "InternalError", message)
        : ApiError.Create(status, message);
}
