namespace Fireworks.Datasets.Benchmarks;

/// <summary>What is there already when a run of the package begins.</summary>
internal enum Start
{
    /// <summary>Nothing, nor a lock file.</summary>
    Cold,

    /// <summary>The lock file.</summary>
    Pinned,

    /// <summary>The lock file, and the contents in the machine's store.</summary>
    Stored,

    /// <summary>Everything.</summary>
    InPlace,
}
