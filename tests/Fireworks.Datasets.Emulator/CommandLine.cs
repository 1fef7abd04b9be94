using System.Globalization;

namespace Fireworks.Datasets.Emulator;

/// <summary>What the emulator was told when it was started as a program.</summary>
internal sealed record CommandLine
{
    public const string Usage = "Usage: --data <folder> [--port <number>] [--api-key <key>] [--url-lifetime <seconds>] [--verbose]";

    public string DataFolder { get; private init; } = "";
    public int Port { get; private init; }
    public string? ApiKey { get; private init; }
    public TimeSpan UrlLifetime { get; private init; } = TimeSpan.FromHours(1);
    public bool Verbose { get; private init; }

    /// <returns>Null where the arguments are not as <see cref="Usage"/> says.</returns>
    public static CommandLine? Parse(ReadOnlySpan<string> arguments)
    {
        CommandLine result = new();
        while (arguments.Length > 0)
        {
            (CommandLine? next, var used) = arguments switch
            {
                ["--verbose", ..] => (result with { Verbose = true }, 1),
                ["--data", var folder, ..] => (result with { DataFolder = folder }, 2),
                ["--api-key", var key, ..] => (result with { ApiKey = key }, 2),
                ["--port", var text, ..] when ushort.TryParse(text, CultureInfo.InvariantCulture, out var port) => (result with { Port = port }, 2),
                ["--url-lifetime", var text, ..] when uint.TryParse(text, CultureInfo.InvariantCulture, out var seconds) =>
                    (result with { UrlLifetime = TimeSpan.FromSeconds(seconds) }, 2),
                _ => (null, 0),
            };
            if (next is null)
            {
                return null;
            }

            result = next;
            arguments = arguments[used..];
        }

        return Directory.Exists(result.DataFolder) ? result : null;
    }
}
