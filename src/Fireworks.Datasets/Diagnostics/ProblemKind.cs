namespace Fireworks.Datasets.Diagnostics;

/// <summary>What a problem means for the rest of the work. Control flow depends on the kind and not on the code, which is for users.</summary>
internal enum ProblemKind
{
    Other,

    /// <summary>One file is gone or has wrong contents. Other files may still be right.</summary>
    WrongContents,

    /// <summary>The service or storage could not answer. A later build may succeed with the same settings.</summary>
    Unreachable,

    /// <summary>This machine could not read or write, because its disk is full or a path is not accessible.</summary>
    FileSystem,
}
