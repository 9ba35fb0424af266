using System.Net;
using System.Net.Sockets;

namespace Crawler.Clustering.Membership;

/// <summary>Nodes to ask to be let in.</summary>
internal static class SeedNodes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Those of the options, or the addresses of their name in one order on all nodes: the first begins the cluster.</summary>
    /// <param name="options">How the process takes part.</param>
    /// <param name="resolve">The addresses of a name; throws <see cref="SocketException"/> while there are none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>HOST:PORT each.</returns>
    /// <exception cref="ClusterException">The name has no address.</exception>
    public static async Task<IReadOnlyList<string>> OfAsync(ClusterOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeProvider time, CancellationToken cancellation)
    {
        if (options.SeedsDns is not { } name) return options.Seeds;
        var colon = name.LastIndexOf(':');
        var (host, port) = (name[..colon], name[(colon + 1)..]);
        for (var since = time.GetTimestamp(); ;)
        {
            try
            {
                var addresses = await resolve(host, cancellation).ConfigureAwait(false);
                if (addresses.Length > 0) return [.. addresses.Select(address => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]:{port}" : $"{address}:{port}").Order(StringComparer.Ordinal)];
            }
            catch (SocketException) when (time.GetElapsedTime(since) < Patience)
            {
                // It appears with the first node.
            }
            catch (SocketException error)
            {
                throw new ClusterException($"no node is found under {host} (Cluster:SeedsDns): {error.Message}", error);
            }

            if (time.GetElapsedTime(since) >= Patience) throw new ClusterException($"no node is found under {host} (Cluster:SeedsDns)");
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
    }
}
