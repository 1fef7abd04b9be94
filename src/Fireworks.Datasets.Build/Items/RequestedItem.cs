using Fireworks.Datasets.Service.Credentials;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Items;

/// <summary>One <c>FireworksDataset</c> item, checked, with its account, and what it asks for.</summary>
/// <param name="Source">As it stands in the project.</param>
internal sealed record RequestedItem(ITaskItem Source, DatasetItem Item, ResolvedDataset Resolved, DatasetRequest Request);
