using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Views;
using Crawler.Web.Boards;
using Crawler.Web.Pages;
using Crawler.Web.Redaction;

namespace Crawler.Web.Live;

/// <summary>Makes events of how things stand.</summary>
internal sealed class LiveEvents(ICrawlStore store, ILiveCrawls live, ITrackerBoard trackers, IStoreBoard board, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private DateTimeOffset _turned = time.GetUtcNow();

    /// <summary>How the crawls of this process stand; null if there are none.</summary>
    public SseItem<string>? Here() => Progress(live.Current);

    /// <summary>How all crawls that are alive stand, the totals, and who turned up or down since last time.</summary>
    public async Task<IReadOnlyList<SseItem<string>>> AllAsync(CancellationToken cancellation)
    {
        var events = new List<SseItem<string>> { Totals() };
        if (Turns() is { } turns) events.Add(turns);
        try
        {
            var running = CrawlReading.Running(await store.Campaigns.ListAsync(null, cancellation), live, time.GetUtcNow());
            if (Progress([.. running.Select(one => (one.State.Id, one.Progress))]) is { } progress) events.Add(progress);
        }
        catch (Exception away) when (away is not OperationCanceledException)
        {
            // The totals say that the store is away.
        }

        return events;
    }

    private static SseItem<string>? Progress(IReadOnlyList<(int CampaignId, CrawlProgress Progress)> crawls)
    {
        if (crawls.Count == 0) return null;
        var all = new JsonArray();
        foreach (var (campaign, progress) in crawls)
        {
            var one = JsonSerializer.SerializeToNode(progress with { Trouble = progress.Trouble is { } trouble ? UrlsInText.Redact(trouble) : null }, Json)!.AsObject();
            one["campaign_id"] = campaign;
            all.Add(one);
        }

        return new SseItem<string>(all.ToJsonString(), "progress");
    }

    private SseItem<string> Totals()
    {
        var (standings, look) = (trackers.Current, board.Current);
        var totals = new
        {
            At = look.At,
            Store = look.Trouble is null ? "ready" : "away",
            TrackersUp = standings.Trackers.Count(tracker => tracker.Standing.IsUp == true),
            TrackersDown = standings.Trackers.Count(tracker => tracker.Standing.IsUp == false),
            TrackersUnknown = standings.Trackers.Count(tracker => tracker.Standing.IsUp is null),
            look.Totals?.Torrents,
            look.Totals?.TorrentsCalled,
            look.Totals?.Calls,
            look.Totals?.Answered,
            look.Totals?.Peers,
            AggregateLagBatches = look.AggregateLag?.Batches,
            RollLagBatches = look.RollLag?.Batches,
        };
        return new SseItem<string>(JsonSerializer.Serialize(totals, Json), "totals");
    }

    private SseItem<string>? Turns()
    {
        var turned = trackers.Current.Turns.Where(turn => turn.At > _turned).ToList();
        if (turned.Count == 0) return null;
        _turned = turned.Max(turn => turn.At);
        return new SseItem<string>(JsonSerializer.Serialize(turned.Select(Shape), Json), "turns");
    }

    private static object Shape(TrackerTurn turn) => new { turn.TrackerId, turn.Tracker, turn.At, turn.IsUp, BeforeS = turn.Before?.TotalSeconds };
}
