namespace Fireworks.Datasets.Diagnostics;

/// <summary>What a problem says of the rest of the work. Codes are for users: control flow asks for the kind.</summary>
internal enum ProblemKind
{
    Other,

    /// <summary>One file has other contents than it must have, or is gone. Other files may still be right.</summary>
    WrongContents,

    /// <summary>The service or storage could not answer. A later build may succeed with the same settings.</summary>
    Unreachable,

    /// <summary>This machine could not write or read: a full disk, or a path that is not accessible.</summary>
    FileSystem,
}
