using System.Buffers;
using System.Net.Sockets;
using Crawler.Actors.Measuring;
using Crawler.Actors.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Statistics.Occasions;
using Crawler.Statistics.Sizes;

namespace Crawler.Actors.Torrents;

/// <summary>
/// The peers of one swarm as its trackers name them: a series of occasions for each tracker and family of peers, of which
/// the swarm's size is estimated. Pure, so that it can be made again from the log; not thread-safe: its torrent actor owns it.
/// </summary>
/// <param name="infoHash">The swarm.</param>
/// <param name="session">E[S]: how long a peer stays on average.</param>
/// <param name="seed">Chooses which peers of a very large swarm are kept; random, lest strangers choose peers that collide.</param>
/// <param name="budget">What all swarms may take; null for no bound.</param>
public sealed class Swarm(InfoHash infoHash, TimeSpan session, ulong seed = 0, PeerBudget? budget = null)
{
    private readonly SwarmSightings _sightings = new(seed: seed, budget: budget);
    private WindowTimes? _times; // none before the first window is closed
    private SeriesStanding[] _series = [];
    private int _closed;

    /// <summary>Peers seen through any tracker.</summary>
    public long Distinct => _sightings.Distinct;

    /// <summary>Bytes held for the peers.</summary>
    public long Bytes => _sightings.Bytes;

    /// <summary>When the very first announce began; null before it.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>The number of the window, from 1.</summary>
    public int Window => _closed + 1;

    /// <summary>When the first announce of this window began; null while it is empty.</summary>
    public DateTimeOffset? WindowFrom => Looked.Select(series => (DateTimeOffset?)_series[series].From).Min();

    private IEnumerable<int> Looked => Enumerable.Range(0, _series.Length).Where(series => _series[series].Looks > 0);

    /// <summary>Peers seen through one tracker: those of the family it is asked over, or all where that is not known.</summary>
    public long DistinctAt(TrackerUrl tracker, AddressFamily family) => Enumerable.Range(0, _series.Length)
        .Where(series => _series[series].Tracker.Equals(tracker) && (family == AddressFamily.Unspecified || _series[series].Family == family))
        .Sum(_sightings.DistinctAt);

    /// <summary>Announces answered in this window by one tracker over one family.</summary>
    public int LooksAt(TrackerUrl tracker, AddressFamily family) => Find(tracker, family) is >= 0 and var series ? _series[series].Looks : 0;

    /// <summary>One answered announce: an occasion of the tracker's series. Peers that do not count are left out.</summary>
    /// <param name="tracker">Who answered.</param>
    /// <param name="asked">The family it was asked over.</param>
    /// <param name="attempt">The announce. Its time counts to the microsecond, which is how the log keeps it.</param>
    /// <param name="known">What was known of the tracker, this reply included.</param>
    /// <param name="marks">Which of its peers nobody can be behind, where their addresses no longer tell; null if they do.</param>
    /// <returns>How many peers no tracker had named before.</returns>
    public int Add(TrackerUrl tracker, AddressFamily asked, Attempt attempt, TrackerReading known, PeerMarks? marks = null)
    {
        if (attempt.Reply is not { } reply) return 0;
        attempt = attempt with { At = new DateTimeOffset(attempt.At.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero) };
        Since ??= attempt.At;
        var asV6 = asked == AddressFamily.InterNetworkV6;
        var added = AddFamily(tracker, asV6, attempt, reply, known, marks);
        // Peers of the other family are another population; no such peers are no occasion of it.
        if ((asV6 ? reply.Peers.CountV4 : reply.Peers.CountV6) > 0) added += AddFamily(tracker, !asV6, attempt, reply, known, marks);
        return added;
    }

    /// <summary>How large the swarm is as far as this window of one tracker tells; null without an announce.</summary>
    public SizeEstimate? EstimateAt(TrackerUrl tracker, AddressFamily family)
    {
        var series = Find(tracker, family);
        if (series < 0 || _series[series].Looks == 0) return null;
        return Snapshot(series);
    }

    /// <summary>
    /// Estimates of this window and of all so far, by tracker and over all trackers, and begins the next window. Nothing if
    /// no announce was answered.
    /// </summary>
    public IReadOnlyList<SwarmEstimate> CloseWindow()
    {
        var looked = Looked.ToList();
        if (looked.Count == 0) return [];
        _times ??= new WindowTimes();
        _times.Add(looked.Min(series => _series[series].From), looked.Max(series => _series[series].To));
        var estimates = new SwarmEstimates(infoHash, _sightings, _series, _times, session).Of(looked);
        for (var series = 0; series < _series.Length; series++) _series[series] = _series[series].Closed(looked.Contains(series) ? Snapshot(series) : null);
        _sightings.CloseWindow();
        _closed++;
        return estimates;
    }

    /// <summary>Gives the memory of its peers back; the last that is done to it.</summary>
    public void Forget() => _sightings.Forget();

    private SizeEstimate Snapshot(int series) => SizeEstimator.Estimate(_sightings.Window(series), _series[series].Context(session));

    private int Find(TrackerUrl tracker, AddressFamily family) =>
        Array.FindIndex(_series, series => series.Family == family && series.Tracker.Equals(tracker));

    private int AddFamily(TrackerUrl tracker, bool v6, Attempt attempt, AnnounceReply reply, TrackerReading known, PeerMarks? marks)
    {
        var family = v6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        var series = Find(tracker, family);
        if (series < 0)
        {
            series = _series.Length;
            _series = [.. _series, new SeriesStanding(tracker, family)];
        }

        var counted = CountedPeers.Of(attempt);
        // Peers that a tracker makes up are no peers, and would fill the memory of a crawl that runs for months.
        var keys = ArrayPool<ulong>.Shared.Rent(reply.Peers.Count);
        var (count, listed, bogons, place) = (0, 0, 0, -1);
        foreach (var peer in reply.Peers)
        {
            place++;
            if (peer.IsV6 != v6 || peer == attempt.OwnEndpoint) continue;
            listed++;
            if (marks?.IsBogon(place) ?? counted.IsBogon(peer)) bogons++;
            else if (!known.Fabricates) keys[count++] = PeerKey.Of(peer);
        }

        var added = _sightings.Add(series, keys.AsSpan(0, count));
        ArrayPool<ulong>.Shared.Return(keys);
        _series[series] = _series[series].Looked(attempt, reply, listed, bogons, known);
        return added;
    }
}
