using Fireworks.Datasets.Http;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets;

/// <summary>What sends requests. A type of its own: the arguments of a generic one are loaded with it, and with them all of .NET's HTTP.</summary>
internal delegate HttpMessageHandler HandlerFactory(FetchSettings settings);

/// <summary>Time, chance, network and machine, injected so that tests bring their own.</summary>
/// <param name="Random">A number from 0 up to 1, safe for use from several threads.</param>
internal sealed record FetchServices(MachineEnvironment Machine, TimeProvider Time, Func<double> Random, HandlerFactory CreateHandler)
{
    public static FetchServices Current { get; } = new(
        MachineEnvironment.Current,
        TimeProvider.System,
        System.Random.Shared.NextDouble,
        settings => TransportHandler.Create(settings.MaxConcurrency, MachineEnvironment.Current));
}
