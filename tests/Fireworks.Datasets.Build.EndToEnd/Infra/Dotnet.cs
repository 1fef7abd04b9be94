using System.Diagnostics;
using System.Text;

namespace Fireworks.Datasets.Build.EndToEnd.Infra;

/// <summary>One running <c>dotnet</c> command. Nobody outlives a test: a command that takes too long is ended with its children.</summary>
internal sealed class Dotnet : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly StringBuilder _output = new();
    private readonly string _commandLine;

    private Dotnet(string workingDirectory, IEnumerable<KeyValuePair<string, string?>> environment, IReadOnlyCollection<string> arguments)
    {
        _commandLine = $"dotnet {string.Join(' ', arguments.Select(argument => argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument))}";
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        foreach (var name in start.Environment.Where(variable => variable.Value is null).Select(variable => variable.Key).ToArray())
        {
            start.Environment.Remove(name);
        }

        Process = new Process { StartInfo = start };
        Process.OutputDataReceived += (_, line) => Append(line.Data);
        Process.ErrorDataReceived += (_, line) => Append(line.Data);
        Process.Start();
        Process.StandardInput.Close();
        Process.BeginOutputReadLine();
        Process.BeginErrorReadLine();
    }

    public Process Process { get; }

    /// <param name="environment">On top of this process's own; <see langword="null"/> removes a variable.</param>
    public static Dotnet Start(string workingDirectory, IEnumerable<KeyValuePair<string, string?>> environment, params IReadOnlyCollection<string> arguments) =>
        new(workingDirectory, environment, arguments);

    public static async Task<CommandResult> RunAsync(
        string workingDirectory, IEnumerable<KeyValuePair<string, string?>> environment, params IReadOnlyCollection<string> arguments)
    {
        using var command = Start(workingDirectory, environment, arguments);
        return await command.EndAsync();
    }

    public async Task<CommandResult> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await Process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{_commandLine} took longer than {Limit}.{Environment.NewLine}{Output}");
        }

        return new CommandResult(_commandLine, Process.ExitCode, Output);
    }

    /// <summary>The command has written this so many times. It may be quick or slow, but not end, and not take for ever.</summary>
    public async Task WaitForAsync(string text, int times)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (Output.Split(text).Length <= times)
        {
            if (limit.IsCancellationRequested || Process.HasExited)
            {
                throw new TimeoutException($"{_commandLine} did not write '{text}' {times} times.{Environment.NewLine}{Output}");
            }

            await Task.Delay(50, CancellationToken.None);
        }
    }

    /// <summary>Ends the command and its children at once, as a user who closes the terminal does.</summary>
    public async Task KillAsync()
    {
        Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill(entireProcessTree: true);
        }

        Process.Dispose();
    }

    /// <summary>What it has written so far, both streams.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    private void Append(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.AppendLine(line);
            }
        }
    }
}

/// <param name="Output">Both streams, in the order of arrival.</param>
internal sealed record CommandResult(string CommandLine, int ExitCode, string Output);
