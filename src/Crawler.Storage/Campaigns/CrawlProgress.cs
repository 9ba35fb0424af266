namespace Crawler.Storage.Campaigns;

/// <summary>
/// How a crawl stands, as it is shown on a terminal, printed as a line of JSON elsewhere (docs/json.md) and kept in the
/// store for <c>campaign status</c>. Rates are of the interval since the last one.
/// </summary>
public sealed record CrawlProgress
{
    /// <summary>Tells this line from others: <c>progress</c>.</summary>
    public string Kind { get; } = "progress";

    /// <summary>The campaign.</summary>
    public required string Campaign { get; init; }

    /// <summary>When this was so.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Seconds the crawl has been running.</summary>
    public required double ElapsedS { get; init; }

    /// <summary>Seconds it will go on, as asked for; null until interrupted.</summary>
    public required double? LeftS { get; init; }

    /// <summary>Whether it is paused: nothing is called.</summary>
    public required bool Paused { get; init; }

    /// <summary>Torrents being crawled.</summary>
    public required long Torrents { get; init; }

    /// <summary>Torrents read but not begun yet.</summary>
    public required long TorrentsToBegin { get; init; }

    /// <summary>Sessions, one for each torrent, tracker and address family, that are being called.</summary>
    public required long Sessions { get; init; }

    /// <summary>Of them, called at least once in this run.</summary>
    public required long SessionsCalled { get; init; }

    /// <summary>Torrents measured as well as was asked; null without a goal.</summary>
    public required long? Measured { get; init; }

    /// <summary>Calls that are due and wait for their host's turn.</summary>
    public required long Due { get; init; }

    /// <summary>Calls that are out.</summary>
    public required long InFlight { get; init; }

    /// <summary>Calls that came back in this run.</summary>
    public required long Calls { get; init; }

    /// <summary>Of them, answered usefully.</summary>
    public required long Answered { get; init; }

    /// <summary>Calls that came back a second.</summary>
    public required double CallsPerS { get; init; }

    /// <summary>The same by what came of them; those that did not occur left out.</summary>
    public required IReadOnlyDictionary<string, double> OutcomesPerS { get; init; }

    /// <summary>Peers in this run, distinct within each torrent.</summary>
    public required long Peers { get; init; }

    /// <summary>Peers no tracker of their torrent had named before, a second.</summary>
    public required double NewPeersPerS { get; init; }

    /// <summary>How late the median call left, seconds after it was due; null if none left.</summary>
    public required double? LateP50S { get; init; }

    /// <summary>How late the 99th of a hundred left; null if none left.</summary>
    public required double? LateP99S { get; init; }

    /// <summary>Observations in the log, of this run.</summary>
    public required long Stored { get; init; }

    /// <summary>Observations in memory on their way there.</summary>
    public required long Unstored { get; init; }

    /// <summary>Batches on disk that wait for the store.</summary>
    public required long SpoolBatches { get; init; }

    /// <summary>Bytes of them.</summary>
    public required long SpoolBytes { get; init; }

    /// <summary>Batches of the log that are not merged into the aggregate yet; null if not known.</summary>
    public required long? AggregateLagBatches { get; init; }

    /// <summary>Bytes of memory the process holds.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>
    /// Seconds until it is done at this rate: all measured where there is a goal, else every session called once; null when
    /// it is done or cannot be told.
    /// </summary>
    public required double? EtaS { get; init; }

    /// <summary>What is wrong, in one line; null while all is well.</summary>
    public required string? Trouble { get; init; }
}
