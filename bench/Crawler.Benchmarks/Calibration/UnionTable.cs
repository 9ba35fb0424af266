using Crawler.Protocol;
using Crawler.Simulation.Trackers;
using Crawler.Statistics.Occasions;
using Crawler.Statistics.Sizes;
using Crawler.Statistics.Unions;

namespace Crawler.Benchmarks.Calibration;

/// <summary>Several trackers of one swarm, and how many peers they have between them.</summary>
internal static class UnionTable
{
    /// <summary>Of each tracker; a share of .40, .64 and .89 of 1 000 peers is seen.</summary>
    private static readonly (int Reply, int Occasions)[] Looks = [(50, 10), (50, 20), (200, 10)];

    /// <summary>Prints the table; gives its rows.</summary>
    public static IReadOnlyList<UnionRow> Write(CalibrationOptions options, TextWriter to)
    {
        to.WriteLine("| trackers | N∪ | policy | k | T each | runs | median bias | mean bias | coverage | half-width | no upper bound |");
        to.WriteLine("|---|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        var rows = new List<UnionRow>();
        var experiment = 1_000;
        foreach (var policy in PolicyCase.All.Take(2))
            foreach (var trackers in UnionCase.All)
                foreach (var (reply, occasions) in Looks)
                {
                    var dice = experiment++;
                    var members = trackers.Members(options.Dice(dice, -1));
                    var runs = new (SizeEstimate, double)[options.RunsAt(1_000)];
                    Parallel.For(0, runs.Length, run => runs[run] = (Measure(policy.Policy, members, reply, occasions, options.Dice(dice, run)), trackers.Truth));
                    var row = new UnionRow(policy, trackers, reply, occasions, new Scores(runs));
                    rows.Add(row);
                    to.WriteLine(row);
                }

        return rows;
    }

    private static SizeEstimate Measure(ISamplingPolicy policy, IReadOnlyList<MemberList> trackers, int reply, int occasions, Random random)
    {
        var sightings = new SwarmSightings();
        var peers = new List<PeerEndpoint>();
        var members = new UnionMember[trackers.Count];
        for (var at = 0; at < trackers.Count; at++)
        {
            var (series, list) = (new Series(sightings, at, reply), trackers[at]);
            for (var look = 0; look < occasions; look++)
            {
                peers.Clear();
                policy.Choose(new Candidates(list), reply, random, peers);
                series.Look(peers, list.Seeders, list.Count - list.Seeders);
            }

            members[at] = new UnionMember(series.Window, series.Estimate());
        }

        return UnionEstimator.Estimate(sightings.WindowUnion([.. Enumerable.Range(0, trackers.Count)]), members);
    }
}
