using System.Net;

namespace Fireworks.Datasets.Http;

/// <summary>A proxy for all hosts except this machine itself. <c>NO_PROXY</c> need not name loopback hosts, as in Go.</summary>
internal sealed class DirectLoopback(IWebProxy inner) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => inner.Credentials;
        set => throw new NotSupportedException();
    }

    public Uri? GetProxy(Uri destination) => Loopback.Is(destination) ? null : inner.GetProxy(destination);

    public bool IsBypassed(Uri host) => Loopback.Is(host) || inner.IsBypassed(host);
}
