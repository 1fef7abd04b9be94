using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;

namespace Fireworks.Datasets.Http;

/// <summary>Turns network exceptions and unwanted statuses into <see cref="TransferException"/>, and decides which are transient.</summary>
internal static partial class FailureClassifier
{
    /// <summary>
    /// Classifies an exception from sending a request or from reading its answer. The caller must have ruled out that the
    /// exception came from writing a file or from its own cancellation, because a connect timeout has the same type.
    /// </summary>
    /// <param name="host">Host and port that the request went to.</param>
    public static TransferException FromException(Exception exception, string host) => exception switch
    {
        TransferException known => known,
        HttpRequestException request => FromRequest(request, host),
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } =>
            New(FailureKind.Truncated, "the connection ended before the whole answer had arrived", true, host),
        HttpIOException io => New(FailureKind.InvalidResponse, $"the answer breaks the protocol ({io.HttpRequestError})", true, host),
        IOException or SocketException => New(FailureKind.Truncated, $"the connection was lost{Cause(exception)}", true, host),
        // The caller did not cancel, so the connect timeout did.
        OperationCanceledException => New(FailureKind.Unreachable, "no connection in time", true, host),
        AuthenticationException => New(FailureKind.Unreachable, $"no secure connection{Cause(exception)}", false, host),
        _ => New(FailureKind.InvalidResponse, $"the answer cannot be read ({exception.GetType().Name})", false, host),
    };

    /// <summary>Classifies an exception from reading a body.</summary>
    /// <param name="declaredLength">Length of the body in bytes; <see langword="null"/> if the answer declares none.</param>
    /// <inheritdoc cref="FromException"/>
    public static TransferException FromBody(Exception exception, string host, long? declaredLength) =>
        exception is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } && declaredLength is not null
            ? CutShort(host)
            : FromException(exception, host);

    /// <summary>Creates the failure for a body that ended before its declared length.</summary>
    public static TransferException CutShort(string host) =>
        New(FailureKind.LengthMismatch, $"{host} ended the connection before all declared bytes had arrived", true, host);

    /// <summary>Classifies an answer with an unwanted status. It does not read the body, which may repeat secrets.</summary>
    /// <param name="who">How a message names the server, e.g. "storage".</param>
    public static TransferException FromStatus(HttpResponseMessage response, string who, string host, TimeProvider time)
    {
        var status = (int)response.StatusCode;
        if (status == (int)HttpStatusCode.ProxyAuthenticationRequired)
        {
            return ProxyRefused(status, host);
        }

        return new(FailureKind.Status, $"{who} answered {status}{Phrase(response.StatusCode)}", IsTransient(status))
        {
            StatusCode = status,
            Host = host,
            RetryAfter = RetryAfter(response, time),
        };
    }

    /// <summary>Whether a request that got this status is worth a retry.</summary>
    public static bool IsTransient(int status) => status is 408 or 425 or 429 or (>= 500 and not (501 or 505));

    /// <summary>Reads <c>Retry-After</c>, which is a number of seconds or a date (RFC 9110, section 10.2.3).</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static TransferException FromRequest(HttpRequestException exception, string host) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => New(FailureKind.Unreachable, $"its name cannot be resolved{Cause(exception)}", true, host),
        HttpRequestError.ConnectionError => New(FailureKind.Unreachable, $"no connection{Cause(exception)}", true, host),
        // A retry does not help against a bad certificate, but it may against a connection that was lost during the handshake.
        HttpRequestError.SecureConnectionError => New(FailureKind.Unreachable, $"no secure connection{Cause(exception)}",
            exception.InnerException is not AuthenticationException, host),
        HttpRequestError.ProxyTunnelError => FromProxy(exception, host),
        HttpRequestError.ResponseEnded => New(FailureKind.Truncated, "the connection was closed without an answer", true, host),
        HttpRequestError.ConfigurationLimitExceeded => New(FailureKind.InvalidResponse, "the headers of the answer are too long", false, host),
        HttpRequestError.InvalidResponse => New(FailureKind.InvalidResponse, "the answer is not HTTP", true, host),
        _ when exception.InnerException is IOException or SocketException =>
            New(FailureKind.Truncated, $"the connection was lost{Cause(exception)}", true, host),
        _ => New(FailureKind.Unreachable, $"the request failed ({exception.HttpRequestError})", false, host),
    };

    /// <summary>Uses only the status, because the exception's message may contain the proxy's user name and password.</summary>
    private static TransferException FromProxy(HttpRequestException exception, string host)
    {
        var status = (int?)exception.StatusCode ??
            (QuotedStatus().Match(exception.Message) is { Success: true } match ? int.Parse(match.ValueSpan[1..^1], null) : null);
        return status is null
            ? New(FailureKind.Unreachable, "the proxy opened no connection", true, host)
            : ProxyRefused(status.Value, host);
    }

    private static TransferException ProxyRefused(int status, string host) => new(FailureKind.Unreachable,
        status == 407 ? "the proxy wants a user name and password (407)" : $"the proxy refused the connection ({status})",
        IsTransient(status))
    {
        Host = host,
        StatusCode = status,
    };

    private static TransferException New(FailureKind kind, string reason, bool transient, string host) =>
        new(kind, reason, transient) { Host = host };

    /// <summary>Returns the innermost reason that the operating system or TLS gives. These reasons contain no secrets.</summary>
    private static string Cause(Exception exception)
    {
        string? cause = null;
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            cause = inner switch
            {
                SocketException socket => new SocketException(socket.ErrorCode).Message,
                AuthenticationException when inner.InnerException is null => inner.Message,
                AuthenticationException => "TLS handshake failed",
                _ => cause,
            };
        }

        return cause is null ? "" : $": {cause.TrimEnd('.')}";
    }

    private static string Phrase(HttpStatusCode status) => Enum.IsDefined(status) ? $" ({status})" : "";

    [GeneratedRegex("'[1-5][0-9]{2}'", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex QuotedStatus();
}
