using Crawler.Actors.Hosts;
using Crawler.Host.Crawling;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Host.Campaigns.Watching;

/// <summary>What can be done to a crawl while it runs.</summary>
internal interface ICrawlControls
{
    /// <summary>No further call goes out; those that are out come back.</summary>
    void Pause();

    /// <summary>Calls go on.</summary>
    void Resume();

    /// <summary>Other rates bind from now on.</summary>
    void Change(CrawlRates rates);

    /// <summary>Others are left alone from now on.</summary>
    void Change(OptOuts optOuts);

    /// <summary>Further targets join.</summary>
    void Feed(IReadOnlyList<Target> targets);
}

/// <summary>The controls of a crawl's actors.</summary>
internal sealed class LiveControls(RunningCrawl running) : ICrawlControls
{
    public void Pause() => running.Crawl.Pause();

    public void Resume() => running.Crawl.Resume();

    public void Change(CrawlRates rates) => running.Crawl.Change(rates);

    public void Change(OptOuts optOuts) => running.Crawl.Change(optOuts);

    public void Feed(IReadOnlyList<Target> targets)
    {
        running.Board.Expect(targets.Count);
        running.Home.Feed(targets);
    }
}
