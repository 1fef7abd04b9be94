namespace Fireworks.Datasets.Files;

/// <summary>
/// Tries again for a moment what fails because another program has the file open. It does so on Windows, where a scanner or a
/// reader may hold any file; elsewhere nobody can keep us from reading or renaming a file by having it open.
/// </summary>
internal static class Patience
{
    private const int Attempts = 20, MillisecondsBetweenAttempts = 15;

    public static T Run<T>(Func<T> action)
    {
        for (var attempt = 1; OperatingSystem.IsWindows() && attempt < Attempts; attempt++)
        {
            try
            {
                return action();
            }
            catch (Exception exception) when (exception is UnauthorizedAccessException || FileFailure.IsHeldByAnother(exception))
            {
                Thread.Sleep(MillisecondsBetweenAttempts);
            }
        }

        return action();
    }
}
