using Fireworks.Datasets.Secrets;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build;

/// <summary>
/// What all tasks share: cancellation, and that no exception ever leaves a task. Expected failures become errors with
/// their code; anything else is a bug of this package and says so.
/// </summary>
public abstract class FireworksTask : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>Full path of the project that errors point at. Default: the file that has the task.</summary>
    public string? ProjectFile { get; set; }

    /// <inheritdoc/>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public sealed override bool Execute()
    {
        var log = new ScrubbingLog(new BuildLog(Log, ProjectFile), new SecretScrubber());
        try
        {
            Run(log, _cancellation.Token);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            log.Message(MessageLevel.Low, "Cancelled.");
            return false;
        }
        catch (DatasetException exception)
        {
            Report(log, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Report(log, new DatasetException(Problem.PathInaccessible("use", "a file of the build", exception.Message), exception));
        }
        catch (Exception exception) when (exception is TypeLoadException or MissingMemberException or BadImageFormatException)
        {
            Report(log, new DatasetException(Problem.HostUnsupported(exception.Message), exception));
        }
#pragma warning disable CA1031 // The last resort of a task: MSB4018 would show a stack trace without a code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Report(log, new DatasetException(Problem.Unexpected(exception), exception));
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>Each problem; where it came from goes to the log's lowest level only.</summary>
    private static void Report(ScrubbingLog log, DatasetException exception)
    {
        foreach (var diagnostic in exception.Diagnostics)
        {
            log.Report(diagnostic);
        }

        if (exception.InnerException is { } cause)
        {
            log.Message(MessageLevel.Low, cause.ToString());
        }
    }

    /// <summary>A setting that the task has as a parameter, under the setting's name; <see langword="null"/> where it has none.</summary>
    private protected string? Parameter(string setting) => GetType().GetProperty(setting)?.GetValue(this) as string;

    /// <summary>The folder of <see cref="ProjectFile"/>, which the targets give.</summary>
    private protected string ProjectDirectory => Path.GetDirectoryName(ProjectFile) ?? throw new InvalidOperationException("ProjectFile is not set.");

    /// <summary>Does the task's work.</summary>
    private protected abstract void Run(IFetchLog log, CancellationToken cancellationToken);
}
