using Fireworks.Datasets.Secrets;
using Fireworks.Datasets.Service.Credentials;
using Microsoft.Build.Framework;

namespace Fireworks.Datasets.Build;

/// <summary>
/// The base of all tasks. It handles cancellation, and lets no exception out of a task: an expected failure becomes an error with its
/// code, and any other exception is a bug of this package, which becomes the error FWDS6002. FWDS6001 where this MSBuild cannot run the
/// package.
/// </summary>
public abstract class FireworksTask : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The full path of the project file that errors point at. Default: the file that calls the task.</summary>
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
#pragma warning disable CA1031 // MSBuild would report an exception that leaves a task as MSB4018, with a stack trace and no advice.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Report(log, new DatasetException(Problem.Unexpected(exception), exception));
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>
    /// Logs each problem. What caused them is logged at the lowest level only, with its stack trace. Each of its lines is a message of
    /// its own, because a line break in a message may come from a foreign text.
    /// </summary>
    private static void Report(ScrubbingLog log, DatasetException exception)
    {
        // Until something asks the service, nothing has read the key of this file; but the user may have typed it elsewhere.
        if (AuthIniFile.Find(FetchServices.Current.Machine).Contents?.ApiKey is { } key)
        {
            log.Hide(key);
        }

        foreach (var diagnostic in exception.Diagnostics)
        {
            log.Report(diagnostic);
        }

        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            log.Message(MessageLevel.Low, $"{cause.GetType()}: {Problem.Quoted(cause.Message, 1000)}");
            foreach (var line in (cause.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                log.Message(MessageLevel.Low, line);
            }
        }
    }

    /// <summary>Returns the task parameter that has the name of a setting; <see langword="null"/> where there is none.</summary>
    private protected string? Parameter(string setting) => GetType().GetProperty(setting)?.GetValue(this) as string;

    /// <summary>The folder of <see cref="ProjectFile"/>, which the package's targets always set.</summary>
    private protected string ProjectDirectory => Path.GetDirectoryName(ProjectFile) ?? throw new InvalidOperationException("ProjectFile is not set.");

    /// <summary>Does the task's work.</summary>
    private protected abstract void Run(IFetchLog log, CancellationToken cancellationToken);
}
