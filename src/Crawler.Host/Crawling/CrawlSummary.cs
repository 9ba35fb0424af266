using Crawler.Actors.Torrents;
using Crawler.Host.Formatting;

namespace Crawler.Host.Crawling;

/// <summary>What a crawl came to, as <c>crawl --json</c> prints it (docs/json.md).</summary>
internal sealed record CrawlSummary
{
    /// <summary>Seconds it ran.</summary>
    public required double Seconds { get; init; }

    /// <summary>Swarms crawled.</summary>
    public required int Torrents { get; init; }

    /// <summary>Distinct (torrent, tracker) pairs.</summary>
    public required int Trackers { get; init; }

    /// <summary>Calls that came back.</summary>
    public required long Attempts { get; init; }

    /// <summary>Calls by outcome.</summary>
    public required IReadOnlyDictionary<string, long> Outcomes { get; init; }

    /// <summary>Distinct peers, summed over swarms.</summary>
    public required long Peers { get; init; }

    /// <summary>Observations written in this run.</summary>
    public required long Stored { get; init; }

    /// <summary>Observations that could not be written.</summary>
    public required long Lost { get; init; }

    /// <summary>Where they are; no password.</summary>
    public required string Store { get; init; }

    public static CrawlSummary Of(Actors.Crawl crawl, CrawlBoard board, CrawlClock clock, string store)
    {
        var torrents = board.Torrents;
        return new CrawlSummary
        {
            Seconds = clock.Elapsed.TotalSeconds,
            Torrents = torrents.Count,
            Trackers = torrents.Sum(torrent => torrent.Trackers.Count),
            Attempts = board.Attempts,
            Outcomes = board.Outcomes.ToDictionary(pair => JsonLine.NameOf(pair.Outcome), pair => pair.Count),
            Peers = torrents.Sum(torrent => (long)torrent.DistinctPeers),
            Stored = crawl.Pipeline.Stored,
            Lost = crawl.Pipeline.Pending,
            Store = store,
        };
    }

    /// <summary>For people: swarms with their peers, then totals.</summary>
    public void WriteTo(TextWriter output, IEnumerable<TorrentStatus> torrents)
    {
        const int shown = 50;
        var all = torrents.OrderByDescending(torrent => torrent.DistinctPeers).ThenBy(torrent => torrent.Target.InfoHash).ToList();
        // Trackers that were not due in this run say nothing of being up: they are counted apart.
        var table = new TextTable("INFOHASH", ">TRACKERS UP", ">NOT DUE", ">PEERS", "NAME");
        foreach (var torrent in all.Take(shown))
        {
            var up = torrent.Trackers.Count(tracker => tracker.Successes > 0);
            var called = torrent.Trackers.Count(tracker => tracker.Attempts > 0);
            table.Add(torrent.Target.InfoHash, $"{up}/{called}", torrent.Trackers.Count - called, torrent.DistinctPeers, torrent.Target.Name);
        }

        table.WriteTo(output);
        if (all.Count > shown) output.WriteLine($"… and {all.Count - shown} more");
        output.WriteLine();
        output.WriteLine($"{Attempts} {(Attempts == 1 ? "call" : "calls")} in {Durations.Format(TimeSpan.FromSeconds(Seconds))}: {string.Join(", ", Outcomes.Select(pair => $"{pair.Value} {pair.Key}"))}");
        output.WriteLine($"{Stored} stored in {Store}; see: crawler report --store {Store}");
    }
}
