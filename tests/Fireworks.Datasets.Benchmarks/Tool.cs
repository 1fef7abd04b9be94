using System.Diagnostics;

namespace Fireworks.Datasets.Benchmarks;

/// <summary>A program of the machine.</summary>
internal static class Tool
{
    /// <returns>Its path; <see langword="null"/> where it is not installed.</returns>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        // Where Debian has servers, which is not on everyone's PATH.
        .Append("/usr/sbin")
        .Select(directory => Path.Combine(directory, name))
        .FirstOrDefault(File.Exists);

    /// <returns>The first line that it says, such as its version.</returns>
    public static string? FirstLine(string name, params string[] arguments)
    {
        if (Find(name) is not { } path)
        {
            return null;
        }

        using var process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return text.Split('\n', 2)[0].Trim();
    }

    /// <exception cref="InvalidOperationException">It failed; what it said.</exception>
    public static async Task RunAsync(string workingDirectory, string name, IEnumerable<string> arguments, CancellationToken stop)
    {
        using var process = Process.Start(new ProcessStartInfo(name, arguments) { WorkingDirectory = workingDirectory, RedirectStandardOutput = true })!;
        await using var killed = stop.Register(() => process.Kill(entireProcessTree: true));
        var output = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{name} ended with {process.ExitCode}:\n{output}");
        }
    }
}
