namespace Fireworks.Datasets.Emulator;

/// <summary>What a request asked for.</summary>
public enum RequestKind
{
    /// <summary>Neither of the others: an unknown path of the service's listener.</summary>
    Other,

    /// <summary><c>GET …/datasets/{d}:getDownloadEndpoint</c>.</summary>
    Api,

    /// <summary><c>GET …/datasets/{d}</c>: state and status of a dataset.</summary>
    DatasetGet,

    /// <summary>Anything that arrived at the storage's listener.</summary>
    Storage,
}
