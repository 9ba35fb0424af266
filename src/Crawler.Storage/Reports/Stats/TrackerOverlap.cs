using Crawler.Statistics.Overlap;

namespace Crawler.Storage.Reports.Stats;

/// <summary>How far trackers know the same torrents and list the same peers. Trackers are numbered; <see cref="Names"/> has their names.</summary>
public sealed record TrackerOverlap
{
    /// <summary>Trackers by number, redacted.</summary>
    public required IReadOnlyDictionary<int, string> Names { get; init; }

    /// <summary>Torrents by the set of trackers that named a peer of them.</summary>
    public required PatternTally Torrents { get; init; }

    /// <summary>Peers, swarm by swarm.</summary>
    public required PeerOverlap Peers { get; init; }

    /// <summary>Σ N̂_j over swarms with an estimate of the union and of all their trackers' lists; null without any.</summary>
    public double? EstimatedListed { get; init; }

    /// <summary>Σ N̂_∪ over the same.</summary>
    public double? EstimatedUnion { get; init; }

    /// <summary>Mean multiplicity Σ N̂_j / N̂_∪, of those peers too that were not seen; null without estimates.</summary>
    public double? Multiplicity => EstimatedUnion > 0 ? EstimatedListed / EstimatedUnion : null;
}
