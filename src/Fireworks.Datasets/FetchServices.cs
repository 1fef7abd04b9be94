using Fireworks.Datasets.Http;
using Fireworks.Datasets.Settings;

namespace Fireworks.Datasets;

/// <summary>
/// Creates the handler that sends HTTP requests. It is not a <c>Func</c>, because the runtime loads a generic type together with its
/// type arguments, and here with all of .NET's HTTP code, even in a build that sends no request.
/// </summary>
internal delegate HttpMessageHandler HandlerFactory(FetchSettings settings);

/// <summary>The machine, the clock, the source of randomness and the network. They are injected so that tests can replace them.</summary>
/// <param name="Random">Returns a number from 0 (inclusive) to 1 (exclusive). Several threads may call it at the same time.</param>
internal sealed record FetchServices(MachineEnvironment Machine, TimeProvider Time, Func<double> Random, HandlerFactory CreateHandler)
{
    public static FetchServices Current => new(
        MachineEnvironment.Current,
        TimeProvider.System,
        System.Random.Shared.NextDouble,
        settings => TransportHandler.Create(settings.MaxConcurrency, MachineEnvironment.Current));
}
