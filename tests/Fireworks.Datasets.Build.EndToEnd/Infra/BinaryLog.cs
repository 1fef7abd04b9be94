using Microsoft.Build.Framework;
using Microsoft.Build.Logging.StructuredLogger;

namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <summary>What a test asks a binary log.</summary>
internal sealed record BinaryLog(IReadOnlyList<BuildDiagnostic> Diagnostics, IReadOnlyList<string> Tasks, IReadOnlyList<string> Targets, IReadOnlyList<string> Messages)
{
    public static BinaryLog Read(string file)
    {
        var diagnostics = new List<BuildDiagnostic>();
        var tasks = new List<string>();
        var targets = new List<string>();
        var messages = new List<string>();
        foreach (var record in new BinLogReader().ReadRecords(file))
        {
            switch (record.Args)
            {
                case BuildErrorEventArgs error:
                    diagnostics.Add(new(true, error.Code ?? "", error.Message ?? "", error.File ?? ""));
                    break;
                case BuildWarningEventArgs warning:
                    diagnostics.Add(new(false, warning.Code ?? "", warning.Message ?? "", warning.File ?? ""));
                    break;
                case TaskStartedEventArgs task:
                    tasks.Add(task.TaskName);
                    break;
                case TargetStartedEventArgs target:
                    targets.Add(target.TargetName);
                    break;
                case BuildMessageEventArgs message when message.Message is not null:
                    messages.Add(message.Message);
                    break;
            }
        }

        return new BinaryLog(diagnostics, tasks, targets, messages);
    }

    public int RunsOf(string task) => Tasks.Count(name => name == task);
}

/// <param name="File">What the error points at: the project file for all of the package's.</param>
internal sealed record BuildDiagnostic(bool IsError, string Code, string Message, string File);
