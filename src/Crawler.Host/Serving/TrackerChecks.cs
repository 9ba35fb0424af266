using System.Collections.Concurrent;
using Crawler.Host.Formatting;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Log;
using Crawler.Storage.Targets;
using Crawler.Storage.Views;
using Crawler.Web.Operating;

namespace Crawler.Host.Serving;

/// <summary>
/// Asks a tracker for the counts of one of its torrents because a person wants to know, once a minute a host at most, and
/// records the call under a campaign of its own. A scrape has no interval of its own; it registers nobody, so no session's
/// floor is touched.
/// </summary>
internal sealed class TrackerChecks(ICrawlStore store, ITrackerClient client, TimeProvider time) : ITrackerCheck, IDisposable
{
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _checked = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly string _writer = $"check {Guid.NewGuid():N}";
    private long _sequence;
    private int _campaign;

    public void Dispose() => _turn.Dispose();

    public async Task<TrackerCheck> CheckAsync(int tracker, CancellationToken cancellation)
    {
        var torrents = await store.Views.TorrentsAsync(new TorrentQuery { Tracker = tracker, Order = TorrentOrder.LastCall, Take = 1 }, cancellation);
        if (torrents.Items is not [var torrent, ..]) return Refused("it was called for no torrent yet, so there is nothing to ask it about");
        if (await FindAsync(tracker, torrent.InfoHash, cancellation) is not { } known) return Refused("it is in no torrent's announce list any more");
        if (known.Schedules.Any(schedule => schedule.State == ScheduleState.Gone)) return Refused("it does not want to be called again for what we know of it");
        var (url, now) = (known.Entry.Url, time.GetUtcNow());
        var last = _checked.GetOrAdd(url.Host, DateTimeOffset.MinValue);
        if (now - last < BetweenChecks) return Refused($"{url.Host} was checked a moment ago: again in {Durations.Format(BetweenChecks - (now - last))}");
        // Two at the same moment: one of them called already.
        if (!_checked.TryUpdate(url.Host, now, last)) return Refused($"{url.Host} is being checked");

        // A reader who goes away does not take the call along: it was made, so it is recorded.
        using var patience = new CancellationTokenSource(Patience, time);
        Attempt attempt;
        try
        {
            attempt = (await client.ScrapeAsync(url, [torrent.InfoHash], cancellation: patience.Token))[0];
        }
        catch (OperationCanceledException)
        {
            attempt = new Attempt { Kind = AttemptKind.Scrape, InfoHash = torrent.InfoHash, Tracker = url, At = now, Stage = AttemptStage.Request, Outcome = AttemptOutcome.Timeout, Transmissions = 1 }
                .Failed(AttemptStage.Request, AttemptOutcome.Timeout, $"no answer within {Durations.Format(Patience)}");
        }

        await RecordAsync(attempt, CancellationToken.None);
        return new TrackerCheck(attempt.Outcome, attempt.RoundTrip, Says(attempt));
    }

    private static TrackerCheck Refused(string why) => new(null, null, $"not called: {why}");

    private static string Says(Attempt attempt) => attempt switch
    {
        { Succeeded: true, Counts: { } counts } => $"answered: {counts.Complete?.ToString() ?? "–"} seeders, {counts.Incomplete?.ToString() ?? "–"} leechers for one of its torrents",
        { Succeeded: true } => "answered; it does not know the torrent it was asked about",
        _ => attempt.ErrorText ?? JsonLine.NameOf(attempt.Outcome),
    };

    private async Task<ScheduledTracker?> FindAsync(int tracker, InfoHash torrent, CancellationToken cancellation)
    {
        var shown = (await store.Views.TorrentAsync(torrent, cancellation))?.Trackers.FirstOrDefault(one => one.TrackerId == tracker);
        if (shown is null) return null;
        var known = await store.LoadSchedulesAsync([torrent], cancellation);
        return known.TryGetValue(torrent, out var trackers)
            ? trackers.FirstOrDefault(one => one.Entry.Tier == shown.Tier && one.Entry.Position == shown.Position && one.Entry.Url.ToString() == shown.Tracker)
            : null;
    }

    private async Task RecordAsync(Attempt attempt, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_campaign == 0) _campaign = await store.Campaigns.OpenAsync(Row(), cancellation);
            await store.AppendAsync(
                new LogBatch { Writer = _writer, Sequence = ++_sequence, CampaignId = _campaign, Entries = [new LogEntry(attempt)] }, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    private Campaign Row() => new()
    {
        Name = "check",
        Why = "one scrape each, because a person asked on a page",
        Manifest = "{}",
        ConfigHash = "check",
        Version = typeof(TrackerChecks).Assembly.GetName().Version?.ToString(3) ?? "0",
        Vantage = Crawling.Vantage.Current,
        StartedAt = time.GetUtcNow(),
    };
}
