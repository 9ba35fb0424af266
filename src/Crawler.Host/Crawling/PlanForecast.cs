using System.Globalization;
using Crawler.Actors;
using Crawler.Actors.Measuring;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Protocol.Metainfo;
using Crawler.Statistics.Planning;
using Crawler.Storage;

namespace Crawler.Host.Crawling;

/// <summary>What a plan will cost, told before it starts: announces and time, by size of swarm, and for swarms known already.</summary>
internal static class PlanForecast
{
    private const int TargetsLookedUp = 10_000;

    /// <summary>What trackers give a client that leaves numwant to them.</summary>
    private const int UsualReply = 50;

    private static readonly int[] Sizes = [100, 1_000, 10_000, 100_000];

    public static async Task WriteAsync(
        MeasuringPlan plan, IReadOnlyList<Target> targets, CrawlSettings settings, ICrawlStore store, TextWriter output, CancellationToken cancellation)
    {
        var reply = settings.Identity.NumWant > 0 ? settings.Identity.NumWant : UsualReply;
        output.WriteLine($"plan: {Goal(plan)}; {Pace(plan)}");
        if (plan.Precision is null && plan.Coverage is null) return;

        var table = new TextTable(">SWARM OF", $">LOOKS AT {reply} PEERS", ">TIME");
        foreach (var size in Sizes) table.Add(Number(size), Number(Looks(plan, size, reply)), Durations.Format(Time(plan, settings, Looks(plan, size, reply))));
        table.WriteTo(output);
        output.WriteLine("at each tracker of each torrent, if it draws evenly; uneven draws need up to some ten times as many");
        if (plan.Burst is null) output.WriteLine($"what takes longer than {Durations.Format(plan.Session / 10)} is flagged as open, since peers come and go meanwhile");
        await WriteKnownAsync(plan, targets, reply, store, output, cancellation);
    }

    /// <summary>Looks at one tracker.</summary>
    private static int Looks(MeasuringPlan plan, long size, int reply)
    {
        // A reply shorter than asked for is the whole swarm.
        if (size < reply) return 1;
        var precise = plan.Precision is { } precision ? Math.Max(MeasuringPlan.FewestLooks, AnnounceBudget.ForPrecision(size, reply, precision)) : 1;
        var covered = plan.Coverage is { } coverage ? AnnounceBudget.ForCoverage(size, reply, coverage) : 1;
        return Math.Min(Math.Max(precise, covered), plan.MostLooks);
    }

    private static TimeSpan Time(MeasuringPlan plan, CrawlSettings settings, int looks) =>
        (plan.Burst?.Spacing ?? settings.Intervals.Default / plan.Identities) * Math.Max(0, looks - 1);

    private static async Task WriteKnownAsync(
        MeasuringPlan plan, IReadOnlyList<Target> targets, int reply, ICrawlStore store, TextWriter output, CancellationToken cancellation)
    {
        if (targets.Count > TargetsLookedUp) return;
        var (swarms, looks) = (0, 0L);
        await foreach (var torrent in store.ReportTorrentsAsync([.. targets.Select(target => target.InfoHash)], cancellation))
        {
            var known = torrent.Trackers.Where(tracker => tracker.Seeders is not null || tracker.Leechers is not null).ToList();
            if (known.Count > 0) swarms++;
            looks += known.Sum(tracker => (long)Looks(plan, (tracker.Seeders ?? 0) + (tracker.Leechers ?? 0), reply));
        }

        if (swarms > 0) output.WriteLine($"by what trackers claimed before of {Number(swarms)} of these {Number(targets.Count)} torrents: about {Number(looks)} looks");
    }

    private static string Goal(MeasuringPlan plan)
    {
        string?[] goals =
        [
            plan.Precision is { } precision ? $"size to ±{ShareText.Format(precision)} (95 % confidence)" : null,
            plan.Coverage is { } coverage ? $"{ShareText.Format(coverage)} of each swarm seen" : null,
        ];
        var goal = string.Join(" and ", goals.Where(text => text is not null));
        if (goal.Length == 0) goal = plan.Burst is { } burst ? $"{burst.Looks} looks at each swarm" : "one look at each swarm";
        return plan.Every is { } every ? $"{goal}, every {Durations.Format(every)}" : goal;
    }

    private static string Pace(MeasuringPlan plan) => (plan.Burst, plan.Identities) switch
    {
        ({ } burst, _) => $"up to {burst.Looks} looks in a row, {Durations.Format(burst.Spacing)} apart{Public(burst)}, whatever the interval",
        (null, 1) => "no faster than the trackers allow (30m apart is usual)",
        (null, var identities) => $"under {identities} peer ids, each no faster than the trackers allow (30m apart is usual)",
    };

    private static string Public(Burst burst) =>
        burst.Spacing < Burst.ClosestPublic ? $" ({Durations.Format(Burst.ClosestPublic)} towards public addresses)" : "";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
