namespace Fireworks.Datasets.Emulator;

/// <summary>Serves a folder of datasets until standard input is closed or Ctrl+C is pressed.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (CommandLine.Parse(arguments) is not { } commandLine)
        {
            await Console.Error.WriteLineAsync(CommandLine.Usage);
            return 1;
        }

        await using var emulator = await FireworksEmulator.StartAsync(new EmulatorOptions
        {
            Port = commandLine.Port,
            ApiKey = commandLine.ApiKey,
            UrlLifetime = commandLine.UrlLifetime,
            Answered = commandLine.Verbose ? Console.WriteLine : null,
        });
        emulator.AddFolder(commandLine.DataFolder);
        Console.WriteLine($"Listening on {emulator.Url}");
        Console.WriteLine($"FIREWORKS_API_KEY={emulator.ApiKey}");

        TaskCompletionSource interrupted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            interrupted.TrySetResult();
        };
        await Task.WhenAny(interrupted.Task, Console.OpenStandardInput().CopyToAsync(Stream.Null));
        return 0;
    }
}
