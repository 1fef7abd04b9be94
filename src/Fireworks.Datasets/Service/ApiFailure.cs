using Fireworks.Datasets.Http;

namespace Fireworks.Datasets.Service;

/// <summary>Turns the failure of a request to the service into a diagnostic for the user.</summary>
internal static class ApiFailure
{
    /// <summary>Whether a request that got this status is worth a retry. 409 is included because the official clients retry it.</summary>
    public static bool IsTransient(int status) => status == 409 || FailureClassifier.IsTransient(status);

    /// <param name="host">The service's host.</param>
    /// <param name="keySource">Where the API key was found.</param>
    public static Diagnostic Describe(TransferException failure, DatasetKey dataset, string host, string keySource) => failure.Kind switch
    {
        FailureKind.Status => Describe(failure.StatusCode ?? 0, failure, dataset, host, keySource),
        FailureKind.Insecure => Problem.InsecureUrl($"A redirect of {host}", failure.Address ?? "", dataset),
        FailureKind.InvalidResponse => Problem.UnexpectedResponse(dataset, failure.Host ?? host, failure.Reason),
        _ => Problem.Unreachable(failure.Host ?? host, dataset, file: null, $"{failure.Reason}{After(failure)}"),
    };

    private static Diagnostic Describe(int status, TransferException failure, DatasetKey dataset, string host, string keySource) => status switch
    {
        401 => Problem.KeyRefused(dataset, host, keySource, failure.Answer),
        403 => Problem.AccessDenied(dataset, keySource, failure.Answer),
        404 => Problem.DatasetNotFound(dataset, failure.Answer),
        429 => Problem.RateLimited(dataset, failure.Attempts, failure.Answer),
        _ => Problem.ServiceFailed(dataset, $"{status}{After(failure)}", failure.Answer),
    };

    private static string After(TransferException failure) => failure.Attempts > 1 ? $", after {failure.Attempts} attempts" : "";
}
