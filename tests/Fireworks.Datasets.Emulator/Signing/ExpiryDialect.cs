namespace Fireworks.Datasets.Emulator;

/// <summary>How a store says that a signed URL has expired.</summary>
public enum ExpiryDialect
{
    /// <summary>400, <c>ExpiredToken</c>.</summary>
    Gcs,

    /// <summary>403, <c>AccessDenied</c>, "Request has expired".</summary>
    S3,

    /// <summary>400, <c>ExpiredToken</c>: the credentials that signed have expired.</summary>
    S3Credentials,

    /// <summary>403, <c>AuthenticationFailed</c>.</summary>
    Azure,

    /// <summary>403, <c>ExpiredRequest</c>.</summary>
    R2,

    /// <summary>403, <c>AccessDenied</c> with an empty message.</summary>
    Ceph,

    /// <summary>410 with an HTML page.</summary>
    NginxGone,

    /// <summary>403 with an HTML page.</summary>
    NginxForbidden,
}
