namespace Fireworks.Datasets;

/// <summary>A file in place.</summary>
/// <param name="Name">As the service names it, with <c>/</c>.</param>
/// <param name="TimeStampTicks">As in <see cref="FileStamp"/>.</param>
/// <param name="Changed">This run wrote it.</param>
internal sealed record FetchedFile(DatasetKey Dataset, string Name, string FullPath, Content Content, long TimeStampTicks, bool Changed);
