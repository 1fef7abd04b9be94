using Fireworks.Datasets.Service.Credentials;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build.Items;

/// <summary>One <c>FireworksDataset</c> item after its checks, with its account and with what it asks for.</summary>
/// <param name="Source">The item as it is in the project.</param>
internal sealed record RequestedItem(ITaskItem Source, DatasetItem Item, ResolvedDataset Resolved, DatasetRequest Request);
