namespace Microsoft.Build.Framework;

/// <summary>
/// Marks a task that may run on a thread of a multi-threaded build (<c>-mt</c>). MSBuild finds the attribute by its name. It is declared
/// here so that an older MSBuild, which does not have it, can load the tasks too.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
