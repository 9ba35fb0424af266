using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;

namespace Crawler.Host.Discovery;

/// <summary>Passes on what is wanted and new: the filter, then the opt-outs, then what is known already.</summary>
/// <param name="order">What is wanted.</param>
/// <param name="known">What is listed already; gains what is written.</param>
/// <param name="optedOut">What is left out whatever it is.</param>
/// <param name="list">Where it goes.</param>
/// <param name="line">In which form.</param>
internal sealed class Sieve(DiscoveryOrder order, FoundHashes known, FoundHashes optedOut, FoundList list, SwarmLine line)
{
    private readonly LargestSwarms? _largest = order.Top is { } top ? new LargestSwarms(top) : null;
    private readonly Dictionary<TrackerUrl, DiscoveryTally> _tallies = [];
    private long _written;

    /// <summary>Whether as many as were wanted are there.</summary>
    public bool IsFull => _written >= order.Limit;

    /// <summary>What a tracker's swarms came to.</summary>
    public DiscoveryTally TallyOf(TrackerUrl source)
    {
        if (!_tallies.TryGetValue(source, out var tally)) _tallies[source] = tally = new DiscoveryTally();
        return tally;
    }

    /// <summary>Takes one piece of what a tracker named; false if no more is wanted.</summary>
    public async ValueTask<bool> TakeAsync(TrackerUrl source, FullScrapePiece piece, CancellationToken cancellation)
    {
        var tally = TallyOf(source);
        for (var i = 0; i < piece.Swarms.Count && !IsFull; i++) Take(new FoundSwarm(source, piece.Swarms[i]), tally);
        await list.FlushAsync(cancellation);
        return !IsFull;
    }

    /// <summary>Writes what was held back to see which are the largest.</summary>
    public async Task FinishAsync()
    {
        foreach (var found in _largest?.Take() ?? []) Write(found, TallyOf(found.Source));
        await list.FlushAsync(CancellationToken.None);
    }

    private void Take(in FoundSwarm found, DiscoveryTally tally)
    {
        tally.Swarms++;
        if (!order.Filter.Admits(found.Swarm)) return;
        tally.Wanted++;
        if (optedOut.Count > 0 && optedOut.Contains(found.Swarm.InfoHash)) tally.OptedOut++;
        else if (known.Contains(found.Swarm.InfoHash)) tally.Known++;
        else if (_largest is not null) _largest.Offer(found);
        else Write(found, tally);
    }

    private void Write(in FoundSwarm found, DiscoveryTally tally)
    {
        known.Add(found.Swarm.InfoHash);
        line(list.Lines, found);
        tally.Written++;
        _written++;
    }
}
