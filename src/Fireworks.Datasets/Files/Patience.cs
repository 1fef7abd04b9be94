namespace Fireworks.Datasets.Files;

/// <summary>
/// Repeats a file operation for up to 0.3 seconds while it fails because another program, such as a virus scanner, has the file
/// open. This happens only on Windows; elsewhere an open file can be read and renamed.
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
