namespace Microsoft.Build.Framework;

/// <summary>
/// Says that a task may run on a thread of a multi-threaded build (<c>-mt</c>). MSBuild matches it by name, so that
/// declaring it here keeps the tasks loadable by an MSBuild that does not know it. It is not inherited.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
