using System.Net;
using System.Net.Sockets;

namespace Crawler.Protocol.Net;

/// <summary>Looks up host names.</summary>
public interface IHostResolver
{
    /// <summary>All addresses of a host name or IP literal; empty if it has none.</summary>
    /// <exception cref="SocketException">The look-up failed.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation);
}

/// <summary>The operating system's resolver.</summary>
public sealed class SystemHostResolver : IHostResolver
{
    /// <inheritdoc/>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) =>
        IPAddress.TryParse(host, out var literal)
            ? Task.FromResult<IPAddress[]>([literal])
            : Dns.GetHostAddressesAsync(host, cancellation);
}
