using Crawler.Actors.Measuring;
using Crawler.Protocol;
using Crawler.Statistics.Occasions;
using Crawler.Statistics.OpenPopulations;
using Crawler.Statistics.Sizes;
using Crawler.Statistics.Unions;

namespace Crawler.Actors.Torrents;

/// <summary>What a window that is over says of a swarm's size: by tracker and over all of them, now and since the beginning.</summary>
/// <param name="infoHash">The swarm.</param>
/// <param name="sightings">Who was seen when.</param>
/// <param name="standings">What each series' tracker said, by series.</param>
/// <param name="times">When the windows were, this one included.</param>
/// <param name="session">E[S].</param>
internal sealed class SwarmEstimates(
    InfoHash infoHash, SwarmSightings sightings, IReadOnlyList<SeriesStanding> standings, WindowTimes times, TimeSpan session)
{
    /// <summary>Trackers in a union; of more, those that named most.</summary>
    private const int MostMembers = 64;

    /// <summary>All estimates, of the series that looked in this window.</summary>
    public IReadOnlyList<SwarmEstimate> Of(IReadOnlyList<int> looked)
    {
        var estimates = new List<SwarmEstimate>();
        foreach (var family in looked.GroupBy(series => standings[series].Family))
        {
            // Who did not answer in this window took part all the same.
            var all = Enumerable.Range(0, standings.Count).Where(series => standings[series].Family == family.Key).ToList();
            var snapshots = family.ToDictionary(series => series, Snapshot);
            var cumulative = all.ToDictionary(series => series, Cumulative);
            foreach (var series in family)
            {
                estimates.Add(Record(series, EstimateKind.Snapshot, snapshots[series]));
                estimates.Add(Record(series, EstimateKind.Cumulative, cumulative[series]));
                estimates.AddRange(OpenPopulation(series));
            }

            estimates.Add(Union(EstimateKind.Snapshot, snapshots, isPartial: snapshots.Count < all.Count));
            estimates.Add(Union(EstimateKind.Cumulative, cumulative, isPartial: false));
        }

        return estimates;
    }

    private SwarmEstimate Union(EstimateKind kind, Dictionary<int, SizeEstimate> sizes, bool isPartial)
    {
        var isSnapshot = kind == EstimateKind.Snapshot || sightings.Windows == 1;
        var counted = sizes.Keys.OrderByDescending(sightings.DistinctAt).Take(MostMembers).Order().ToList();
        var sample = isSnapshot
            ? sightings.WindowUnion(counted, counted.ConvertAll(series => sizes[series].Method == SizeMethod.Enumerated))
            : sightings.TotalUnion(counted);
        var size = UnionEstimator.Estimate(
            sample, counted.ConvertAll(series => new UnionMember(isSnapshot ? sightings.Window(series) : sightings.Total(series), sizes[series])));
        return new SwarmEstimate
        {
            InfoHash = infoHash,
            Family = standings[counted[0]].Family,
            Kind = kind,
            From = counted.Min(series => kind == EstimateKind.Cumulative ? standings[series].Since : standings[series].From),
            To = counted.Max(series => standings[series].Until),
            Size = isPartial || counted.Count < sizes.Count ? size with { Flags = size.Flags | SizeFlags.Partial } : size,
        };
    }

    private SizeEstimate Snapshot(int series) => SizeEstimator.Estimate(sightings.Window(series), Context(series));

    /// <summary>
    /// Windows as occasions. Claims are of now, so they say nothing of all who ever took part; and one window alone is what it is.
    /// </summary>
    private SizeEstimate Cumulative(int series)
    {
        if (sightings.Windows == 1) return Snapshot(series);
        var standing = standings[series];
        var total = sightings.Total(series);
        var all = new SampleContext
        {
            Fabricates = Context(series).Fabricates,
            // Who listed everybody once, and was silent otherwise, listed everybody.
            Enumerated = total.Occasions == 1 && standing.WasWhole,
            WindowOverSession = (standing.Until - standing.Since) / session,
        };
        var size = SizeEstimator.Estimate(total, all);
        return size with { Flags = size.Flags | CaughtAt(series) };
    }

    /// <summary>What the tracker was caught at, now or earlier: without a claim of all who took part only a window can tell.</summary>
    private SizeFlags CaughtAt(int series) =>
        standings[series].Caught | (standings[series].Looks > 0 ? Snapshot(series).Flags & SizeEstimate.Suspicions : 0);

    /// <summary>
    /// The two windows before this one as an open population: of a window itself Jolly and Seber can say nothing until the next
    /// is over, and who stayed only after one more. Of a tracker that lists everybody there is nothing to estimate.
    /// </summary>
    private IEnumerable<SwarmEstimate> OpenPopulation(int series)
    {
        if (sightings.Windows < 3 || standings[series].IsWhole) return [];
        return JollySeberSize.Estimates(sightings.Primaries(series)).TakeLast(2).Select(row => Record(series, EstimateKind.OpenPopulation, row.Size) with
        {
            Size = row.Size with { Flags = row.Size.Flags | CaughtAt(series) },
            From = times[row.Occasion].From,
            To = times[row.Occasion].To,
            Complete = null,
            Incomplete = null,
        });
    }

    private SampleContext Context(int series) => standings[series].Context(session);

    private SwarmEstimate Record(int series, EstimateKind kind, SizeEstimate size)
    {
        var standing = standings[series];
        return new SwarmEstimate
        {
            InfoHash = infoHash,
            Tracker = standing.Tracker,
            Family = standing.Family,
            Kind = kind,
            From = kind == EstimateKind.Cumulative ? standing.Since : standing.From,
            To = standing.Until,
            Complete = standing.Complete,
            Incomplete = standing.Incomplete,
            Size = size,
        };
    }
}
