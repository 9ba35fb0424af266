using Crawler.Actors.Measuring;
using Crawler.Protocol;
using Crawler.Simulation.Trackers;
using Crawler.Statistics.Occasions;
using Crawler.Statistics.Planning;
using Crawler.Statistics.Sizes;

namespace Crawler.Benchmarks.Calibration;

/// <summary>Every way of choosing peers, at every size, reply and number of announces, and where a crawl that wants ±5 % stops.</summary>
internal static class PolicyTable
{
    private static readonly int[] Replies = [50, 200], Occasions = [5, 10, 20];

    /// <summary>Prints the table; gives its rows.</summary>
    public static IReadOnlyList<PolicyRow> Write(CalibrationOptions options, TextWriter to)
    {
        to.WriteLine($"| policy | N | k | T | runs | median bias | coverage | missed below, above | half-width | no upper bound | alarmed | VMR | n − D |");
        to.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        var rows = new List<PolicyRow>();
        var experiment = 0;
        foreach (var policy in PolicyCase.All)
            foreach (var size in options.Sizes)
                foreach (var reply in Replies)
                    foreach (var row in Rows(options, policy, size, reply, experiment++))
                    {
                        rows.Add(row);
                        to.WriteLine(row);
                    }

        return rows;
    }

    private static IEnumerable<PolicyRow> Rows(CalibrationOptions options, PolicyCase policy, int size, int reply, int experiment)
    {
        var members = KnownMembers.Of(size, policy.SeederShare, policy.Capacity, options.Dice(experiment, -1));
        var runs = new SizeEstimate[options.RunsAt(size)][];
        Parallel.For(0, runs.Length, run => runs[run] = Measure(policy.Policy, members, reply, options.Budget, options.Dice(experiment, run)));
        for (var column = 0; column <= Occasions.Length; column++)
        {
            int? occasions = column < Occasions.Length ? Occasions[column] : null;
            yield return new PolicyRow(policy, size, reply, occasions, new Scores([.. runs.Select(run => (run[column], (double)size))]));
        }
    }

    /// <summary>The estimates after each number of announces, and last the one that a crawl stops at.</summary>
    private static SizeEstimate[] Measure(ISamplingPolicy policy, MemberList members, int reply, int budget, Random random)
    {
        var plan = new MeasuringPlan { Precision = 0.05, Burst = new Burst(budget, TimeSpan.FromSeconds(1)) };
        var series = new Series(new SwarmSightings(), 0, reply);
        var estimates = new SizeEstimate?[Occasions.Length + 1];
        var peers = new List<PeerEndpoint>();
        for (var looks = 1; looks <= Occasions[^1] || estimates[^1] is null; looks++)
        {
            peers.Clear();
            policy.Choose(new Candidates(members), reply, random, peers);
            series.Look(peers, members.Seeders, members.Count - members.Seeders);
            var estimate = series.Estimate();
            if (Array.IndexOf(Occasions, looks) is >= 0 and var column) estimates[column] = estimate;
            if (estimates[^1] is null && plan.Judge(estimate, looks) != StopReason.GoOn) estimates[^1] = estimate;
        }

        return estimates!;
    }
}
