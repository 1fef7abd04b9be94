using System.Collections;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Tests.Infra;

/// <summary>An item whose full path is below its project's folder, wherever the process stands: as MSBuild gives it to a task.</summary>
internal sealed class RootedTaskItem(string itemSpec, string projectDirectory) : ITaskItem
{
    public string ItemSpec { get; set; } = itemSpec;

    public ICollection MetadataNames => Array.Empty<string>();

    public int MetadataCount => 0;

    public string GetMetadata(string metadataName) => metadataName == "FullPath" ? Path.Join(projectDirectory, ItemSpec) : "";

    public void SetMetadata(string metadataName, string metadataValue) => throw new NotSupportedException();

    public void RemoveMetadata(string metadataName) => throw new NotSupportedException();

    public void CopyMetadataTo(ITaskItem destinationItem) => throw new NotSupportedException();

    public IDictionary CloneCustomMetadata() => new Hashtable();
}
