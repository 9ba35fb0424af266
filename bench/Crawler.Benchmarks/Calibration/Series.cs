using Crawler.Actors.Torrents;
using Crawler.Protocol;
using Crawler.Protocol.Net;
using Crawler.Statistics.Occasions;
using Crawler.Statistics.Sizes;

namespace Crawler.Benchmarks.Calibration;

/// <summary>One tracker's replies, kept and estimated from as a crawl does: bogons left out but counted, claims of the last reply.</summary>
/// <param name="sightings">Where they are kept.</param>
/// <param name="number">Which series of it.</param>
/// <param name="numWant">Peers asked for.</param>
internal sealed class Series(SwarmSightings sightings, int number, int numWant)
{
    private readonly List<ulong> _keys = [];
    private SampleContext _context = new() { NumWant = numWant };
    private int _largest;

    /// <summary>What its open window saw.</summary>
    public OccasionSummary Window => sightings.Window(number);

    /// <summary>One reply.</summary>
    public void Look(List<PeerEndpoint> peers, long complete, long incomplete)
    {
        _keys.Clear();
        foreach (var peer in peers)
            if (ReservedAddresses.KindOf(peer) == AddressKind.Public) _keys.Add(PeerKey.Of(peer));
        _largest = Math.Max(_largest, peers.Count);
        sightings.Add(number, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_keys));
        _context = _context with
        {
            Complete = complete,
            Incomplete = incomplete,
            Listed = _context.Listed + peers.Count,
            Bogons = _context.Bogons + peers.Count - _keys.Count,
            Enumerated = EnumerationRule.IsWhole(peers.Count, numWant, _largest, complete + incomplete),
        };
    }

    /// <summary>The estimate of the open window.</summary>
    public SizeEstimate Estimate(double? windowOverSession = null) =>
        SizeEstimator.Estimate(Window, _context with { WindowOverSession = windowOverSession });
}
