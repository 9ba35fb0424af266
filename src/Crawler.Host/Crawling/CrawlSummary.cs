using Crawler.Actors.Measuring;
using Crawler.Actors.Torrents;
using Crawler.Host.Formatting;
using Crawler.Statistics.Sizes;

namespace Crawler.Host.Crawling;

/// <summary>What a crawl came to, as <c>crawl --json</c> prints it (docs/json.md).</summary>
internal sealed record CrawlSummary
{
    /// <summary>Seconds it ran.</summary>
    public required double Seconds { get; init; }

    /// <summary>Swarms crawled.</summary>
    public required int Torrents { get; init; }

    /// <summary>Distinct (torrent, tracker) pairs; of a crawl of very many torrents those that were called.</summary>
    public required int Trackers { get; init; }

    /// <summary>Calls that came back.</summary>
    public required long Attempts { get; init; }

    /// <summary>Calls by outcome.</summary>
    public required IReadOnlyDictionary<string, long> Outcomes { get; init; }

    /// <summary>Swarms the crawl was done with: as well measured as was asked, or as their trackers let it; null without a goal that ends.</summary>
    public required int? Measured { get; init; }

    /// <summary>Announces that sampled a swarm, in all: what the estimates cost.</summary>
    public required long Looks { get; init; }

    /// <summary>Distinct peers, summed over swarms.</summary>
    public required long Peers { get; init; }

    /// <summary>Observations written in this run.</summary>
    public required long Stored { get; init; }

    /// <summary>Observations that could not be written.</summary>
    public required long Lost { get; init; }

    /// <summary>Observations on disk that the store has not taken yet: the next crawl of the campaign delivers them.</summary>
    public required long Spooled { get; init; }

    /// <summary>Batches the store refused, kept on disk, those of earlier crawls of the campaign included.</summary>
    public required int Refused { get; init; }

    /// <summary>Calls whose notes were overwritten before their results were stored: after a crash they might have been repeated early.</summary>
    public required long JournalOverrun { get; init; }

    /// <summary>The folder of what is on disk.</summary>
    public required string State { get; init; }

    /// <summary>What became of its swarms here: <c>left</c>, <c>handed_over</c> to other nodes of a cluster, or <c>given_up</c> by them.</summary>
    public required string Ended { get; init; }

    /// <summary>Where the others are; no password.</summary>
    public required string Store { get; init; }

    public static CrawlSummary Of(Actors.Crawl crawl, CrawlBoard board, CrawlClock clock, string store, CrawlState state, bool hasGoal, HomeEnd ended)
    {
        var waiting = crawl.Pipeline.Waiting;
        var torrents = board.Torrents;
        return new CrawlSummary
        {
            Seconds = clock.Elapsed.TotalSeconds,
            Torrents = board.FollowsAll ? torrents.Count : board.Expected,
            Trackers = board.FollowsAll ? torrents.Sum(torrent => torrent.Trackers.Count) : (int)board.SessionsCalled,
            Attempts = board.Attempts,
            Outcomes = board.Outcomes.ToDictionary(pair => JsonLine.NameOf(pair.Outcome), pair => pair.Count),
            Measured = hasGoal ? board.Measured : null,
            Looks = board.Looks,
            Peers = board.Peers,
            Stored = crawl.Pipeline.Stored,
            Lost = crawl.Pipeline.Unstored,
            Spooled = waiting.Observations,
            Refused = waiting.Refused,
            JournalOverrun = state.Overrun,
            State = state.Path,
            Ended = JsonLine.NameOf(ended),
            Store = store,
        };
    }

    /// <summary>Whether the rest of a cluster gave this process up.</summary>
    internal bool WasGivenUp => Ended == JsonLine.NameOf(HomeEnd.GivenUp);

    /// <summary>For people: swarms with their peers, then totals.</summary>
    public void WriteTo(TextWriter output, IEnumerable<TorrentStatus> torrents)
    {
        const int shown = 50;
        var all = torrents.OrderByDescending(torrent => torrent.DistinctPeers).ThenBy(torrent => torrent.Target.InfoHash).ToList();
        // Trackers that were not due in this run say nothing of being up: they are counted apart.
        var table = new TextTable("INFOHASH", ">TRACKERS UP", ">NOT DUE", ">PEERS", ">ESTIMATE", "NAME");
        foreach (var torrent in all.Take(shown))
        {
            var up = torrent.Trackers.Count(tracker => tracker.Successes > 0);
            var called = torrent.Trackers.Count(tracker => tracker.Attempts > 0);
            table.Add(torrent.Target.InfoHash, $"{up}/{called}", torrent.Trackers.Count - called, torrent.DistinctPeers, WholeSwarm.Of(torrent) is { } whole ? SizeText.Size(whole.Size) : null, torrent.Target.Name);
        }

        table.WriteTo(output);
        // Of very many torrents the first are followed; the store has them all.
        if (Torrents > shown) output.WriteLine($"… and {Torrents - shown} more");
        output.WriteLine();
        output.WriteLine($"{Attempts} {(Attempts == 1 ? "call" : "calls")} in {Durations.Format(TimeSpan.FromSeconds(Seconds))}: {string.Join(", ", Outcomes.Select(pair => $"{pair.Value} {pair.Key}"))}");
        if (Measured is { } measured) output.WriteLine($"{measured} of {Torrents} {(Torrents == 1 ? "swarm" : "swarms")} done, with {Looks} looks");
        output.WriteLine($"{Stored} stored in {Store}; see: crawler report --store {Store}");
    }

    /// <summary>Cumulative estimates of the last window count those of all windows.</summary>
    private static bool IsOfOneTracker(SwarmEstimate estimate) => estimate is { Tracker: not null, Kind: EstimateKind.Cumulative };
}
