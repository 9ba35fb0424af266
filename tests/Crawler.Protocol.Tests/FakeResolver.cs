using System.Net;
using System.Net.Sockets;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests;

/// <summary>Names that stand for the addresses a test gives them; any other cannot be resolved.</summary>
internal sealed class FakeResolver(params (string Host, string[] Addresses)[] hosts) : IHostResolver
{
    private readonly Dictionary<string, IPAddress[]> _hosts = hosts.ToDictionary(pair => pair.Host, pair => pair.Addresses.Select(IPAddress.Parse).ToArray());
    private readonly List<string> _asked = [];

    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked) return [.. _asked];
        }
    }

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        lock (_asked) _asked.Add(host);
        if (_hosts.TryGetValue(host, out var addresses)) return Task.FromResult(addresses);
        return IPAddress.TryParse(host, out var literal)
            ? Task.FromResult<IPAddress[]>([literal])
            : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));
    }
}
