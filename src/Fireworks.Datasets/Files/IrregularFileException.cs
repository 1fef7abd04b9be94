namespace Fireworks.Datasets.Files;

/// <summary>A link, folder, FIFO, socket or device is where a file is expected.</summary>
internal sealed class IrregularFileException(string path) : IOException($"'{path}' is not a regular file");
