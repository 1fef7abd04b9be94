using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Fireworks.Datasets.Build;

/// <summary>Passes the engine's messages and diagnostics on to MSBuild's log.</summary>
internal sealed class BuildLog(TaskLoggingHelper log, string? projectFile) : IFetchLog
{
    public void Message(MessageLevel level, string text) => log.LogMessage(level switch
    {
        MessageLevel.High => MessageImportance.High,
        MessageLevel.Normal => MessageImportance.Normal,
        _ => MessageImportance.Low,
    }, "{0}", text);

    public void Report(Diagnostic diagnostic)
    {
        // The message is passed as an argument, because it may contain braces.
        if (diagnostic.IsWarning)
        {
            log.LogWarning(null, diagnostic.Code, null, diagnostic.HelpLink, projectFile, 0, 0, 0, 0, "{0}", diagnostic.Message);
        }
        else
        {
            log.LogError(null, diagnostic.Code, null, diagnostic.HelpLink, projectFile, 0, 0, 0, 0, "{0}", diagnostic.Message);
        }
    }
}
