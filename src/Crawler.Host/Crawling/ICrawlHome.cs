using Crawler.Actors;
using Crawler.Actors.Hosts;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Crawling;

/// <summary>Where the actors of a crawl live: in this process alone, or in a cluster of several. One for each crawl.</summary>
internal interface ICrawlHome : IAsyncDisposable
{
    /// <summary>Whether all targets are crawled by this process.</summary>
    bool IsWhole { get; }

    /// <summary>Whether this process does what is to be done once for all.</summary>
    bool IsFirst { get; }

    /// <summary>Whether this process tells the store how its campaign stands.</summary>
    bool Speaks { get; }

    /// <summary>Whether trackers take all who crawl this campaign for one client: the same peer id at the same address.</summary>
    bool IsOneClient { get; }

    /// <summary>When somebody crawled here last whose calls may not all be in the store; null if nobody did.</summary>
    DateTimeOffset? LostAt { get; }

    /// <summary>Done if the home is taken away: others go on with what was crawled here.</summary>
    Task GivenUp { get; }

    /// <summary>Comes in, before anything else.</summary>
    Task JoinAsync(CancellationToken cancellation);

    /// <summary>Wires the actors.</summary>
    Task<Crawl> StartAsync(CrawlSettings settings, HomeParts parts);

    /// <summary>Begins to crawl.</summary>
    Task FeedAsync(HomeFeed feed);

    /// <summary>Further targets join, which are registered already.</summary>
    void Feed(IReadOnlyList<Target> targets);

    /// <summary>Done when all is measured, by whomever.</summary>
    Task MeasuredAsync(CrawlBoard board);

    /// <summary>How the campaign stands, of which this process is perhaps only a part.</summary>
    CrawlProgress Whole(CrawlProgress own);

    /// <summary>Ends the crawl in this process.</summary>
    /// <param name="isOver">Whether it ends for good everywhere.</param>
    Task<HomeEnd> EndAsync(bool isOver);
}

/// <summary>How a crawl ended in a process.</summary>
internal enum HomeEnd
{
    /// <summary>Its swarms were left.</summary>
    Left,

    /// <summary>Others go on with its swarms.</summary>
    HandedOver,

    /// <summary>The others gave it up, and go on with its swarms.</summary>
    GivenUp,
}

/// <summary>What the actors are given.</summary>
internal sealed record HomeParts(ITrackerClient Client, IObservationLog Log, ISessionStore Sessions, ICrawlObserver Observer, ICallJournal Journal);

/// <summary>What is to be crawled.</summary>
/// <param name="Campaign">What people call it.</param>
/// <param name="Targets">The swarms.</param>
/// <param name="Canary">Each process has one of its own; null for none.</param>
/// <param name="EndsWhenMeasured">Whether it is over when all are measured.</param>
/// <param name="RegisterAsync">Tells the store of them.</param>
/// <param name="Progress">How this process stands.</param>
internal sealed record HomeFeed(
    string Campaign, IReadOnlyList<Target> Targets, Target? Canary, bool EndsWhenMeasured, Func<Task> RegisterAsync, Func<CrawlProgress> Progress);
