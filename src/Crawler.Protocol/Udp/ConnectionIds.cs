using System.Collections.Concurrent;
using System.Net;

namespace Crawler.Protocol.Udp;

/// <summary>Connection ids by server. BEP 15 lets a client use one for a minute after it was received.</summary>
internal sealed class ConnectionIds(TimeProvider time)
{
    /// <summary>A little less than the 60 s of BEP 15: the packet still has to travel.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(55);

    /// <summary>Entries kept before the expired ones are swept.</summary>
    private const int SweepAt = 10_000;

    private readonly ConcurrentDictionary<IPEndPoint, (ulong Id, long Received)> _ids = new();

    public bool TryGet(IPEndPoint server, out ulong id)
    {
        var found = _ids.TryGetValue(server, out var entry) && time.GetElapsedTime(entry.Received) < Lifetime;
        id = found ? entry.Id : 0;
        return found;
    }

    public void Keep(IPEndPoint server, ulong id)
    {
        if (_ids.Count >= SweepAt)
        {
            foreach (var (key, entry) in _ids)
            {
                if (time.GetElapsedTime(entry.Received) >= Lifetime) _ids.TryRemove(key, out _);
            }
        }

        _ids[server] = (id, time.GetTimestamp());
    }

    public void Forget(IPEndPoint server) => _ids.TryRemove(server, out _);
}
