using System.Net;
using System.Net.Sockets;
using Crawler.Actors.Hosts;
using Crawler.Protocol;
using Crawler.Protocol.Net;

namespace Crawler.Benchmarks.Politeness;

/// <summary>A request as it reached a tracker.</summary>
/// <param name="At">When.</param>
/// <param name="Tracker">Which.</param>
/// <param name="Swarm">About which swarm; null: a connect of UDP.</param>
/// <param name="IsFarewell">A goodbye.</param>
internal sealed record Arrival(DateTimeOffset At, string Tracker, InfoHash? Swarm, bool IsFarewell);

/// <summary>What all trackers of the check saw, and how many calls they were busy with at once.</summary>
internal sealed class ArrivalLog
{
    private readonly List<Arrival> _arrivals = [];
    private int _busy;

    public int MostAtOnce { get; private set; }

    public IReadOnlyList<Arrival> All
    {
        get
        {
            lock (_arrivals) return [.. _arrivals];
        }
    }

    public void Connect(string tracker)
    {
        lock (_arrivals) _arrivals.Add(new Arrival(DateTimeOffset.UtcNow, tracker, null, false));
    }

    /// <summary>A call came; it is being answered until <see cref="Answered"/>.</summary>
    public void Call(string tracker, InfoHash swarm, bool isFarewell)
    {
        lock (_arrivals)
        {
            _arrivals.Add(new Arrival(DateTimeOffset.UtcNow, tracker, swarm, isFarewell));
            MostAtOnce = Math.Max(MostAtOnce, ++_busy);
        }
    }

    public void Answered()
    {
        lock (_arrivals) _busy--;
    }
}

/// <summary>When calls left, by the gate's own account; goodbyes are not in it.</summary>
internal sealed class DepartureLog : ICallJournal
{
    private readonly List<(DateTimeOffset At, InfoHash Swarm, string Host)> _calls = [];

    public IReadOnlyList<(DateTimeOffset At, InfoHash Swarm, string Host)> All
    {
        get
        {
            lock (_calls) return [.. _calls];
        }
    }

    public void Calling(InfoHash infoHash, TrackerUrl tracker, AddressFamily family, int identity, DateTimeOffset at, TimeSpan floor)
    {
        lock (_calls) _calls.Add((at, infoHash, tracker.Host));
    }
}

/// <summary>Names of the check, and who asked for them.</summary>
internal sealed class LoggedResolver(IReadOnlyDictionary<string, IPAddress> names) : IHostResolver
{
    private readonly HashSet<string> _asked = [];

    public bool WasAsked(string host)
    {
        lock (_asked) return _asked.Contains(host);
    }

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        lock (_asked) _asked.Add(host);
        return names.TryGetValue(host, out var address) || IPAddress.TryParse(host, out address)
            ? Task.FromResult<IPAddress[]>([address])
            : throw new SocketException((int)SocketError.HostNotFound);
    }
}
