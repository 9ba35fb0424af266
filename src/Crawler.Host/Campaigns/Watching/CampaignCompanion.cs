using System.Text.Json.Nodes;
using Crawler.Host.Crawling;
using Crawler.Host.Formatting;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Storage;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Campaigns.Watching;

/// <summary>Goes along with a crawl as <see cref="CampaignWatch"/> says, by the clock.</summary>
/// <param name="store">Where the campaign stands.</param>
/// <param name="time">The clock.</param>
/// <param name="tell">Shows a person one line.</param>
internal sealed class CampaignCompanion(ICrawlStore store, TimeProvider time, Action<string> tell) : ICrawlCompanion
{
    /// <summary>Time between two looks.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private CampaignWatch? _watch;
    private RunningCrawl? _running;

    /// <summary>The campaign's file; null for a crawl without one.</summary>
    public FileWatch? File { get; init; }

    /// <summary>Where new targets come from; null if nowhere is watched.</summary>
    public PlaceWatch? Places { get; init; }

    /// <summary>Swarms that are crawled already; grows.</summary>
    public HashSet<InfoHash> Known { get; init; } = [];

    /// <summary>Told of targets that join, as soon as they are found.</summary>
    public Action<IReadOnlyList<Target>> Joined { get; init; } = _ => { };

    /// <summary>What the order of new targets follows from.</summary>
    public ulong Seed { get; init; }

    /// <summary>What is noted of the start besides its kind, JSON with the keys of the file.</summary>
    public JsonObject InForce { get; init; } = [];

    public async Task BeginAsync(RunningCrawl running, CancellationToken cancellation)
    {
        _running = running;
        _watch = new CampaignWatch(store, running.CampaignId, new LiveControls(running), tell)
        {
            Time = time,
            Speaks = () => running.Home.Speaks,
            LostAt = () => running.Home.LostAt,
            File = File,
            Places = Places,
            Known = Known,
            Joined = Joined,
            Seed = Seed,
            Progress = () => ProgressOf(running),
        };
        var isNew = !await HasBegunAsync(running, cancellation);
        if (!isNew) InForce["found"] = new JsonObject { ["batches_delivered"] = running.Recovery.Batches, ["calls_journaled"] = running.Recovery.Calls };
        await _watch.NoteAsync(new CampaignEvent(running.Clock.Started, isNew ? "started" : "resumed", InForce.ToJsonString(JsonLine.Options)), cancellation);
        // A campaign that is paused makes no first call either.
        await _watch.TickAsync(time.GetUtcNow(), cancellation);
    }

    public async Task AccompanyAsync(CancellationToken until)
    {
        using var timer = new PeriodicTimer(Pace, time);
        try
        {
            while (await timer.WaitForNextTickAsync(until))
            {
                try
                {
                    await _watch!.TickAsync(time.GetUtcNow(), until);
                }
                catch (Exception bug) when (bug is not OperationCanceledException)
                {
                    // The crawl is worth more than its watch: it goes on, and the summary tells of this.
                    _running!.Board.OnBug("campaign", bug);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The crawl ends.
        }
    }

    public Task EndAsync(bool isOver, CancellationToken cancellation) =>
        _watch is null || !isOver ? Task.CompletedTask : _watch.NoteAsync(new CampaignEvent(time.GetUtcNow(), "ended", ProgressOf(_running!)), cancellation);

    private static string ProgressOf(RunningCrawl running) => JsonLine.Of(running.Progress());

    private async Task<bool> HasBegunAsync(RunningCrawl running, CancellationToken cancellation)
    {
        try
        {
            return (await store.Campaigns.EventsAsync(running.CampaignId, cancellation)).Any(noted => noted.Kind == "started");
        }
        catch (StoreException)
        {
            return false;
        }
    }
}
