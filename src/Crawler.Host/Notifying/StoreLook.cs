using Crawler.Host.Formatting;
using Crawler.Host.Telemetry;
using Crawler.Notifications.Watching;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Reports.Stats;
using Crawler.Storage.Views;
using Crawler.Web.Boards;

namespace Crawler.Host.Notifying;

/// <summary>Takes readings of a store: by the same judgement that pages show.</summary>
/// <param name="store">The store.</param>
/// <param name="rules">When a tracker is down.</param>
internal sealed class StoreLook(ICrawlStore store, WatchRules rules)
{
    /// <summary>A board that is older says nothing of now: a long log is being rolled up.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(5);

    /// <summary>A reading by what the boards of a face show; null before they looked.</summary>
    public async Task<Reading?> TakeAsync(StoreBoard board, TrackerBoard trackers, DateTimeOffset now, CancellationToken cancellation)
    {
        if (board.At is null && board.Trouble is null) return null;
        if (board.Trouble is { } trouble) return Away(trouble, now);
        try
        {
            var campaigns = await store.Campaigns.ListAsync(cancellation: cancellation);
            var readings = trackers.At is { } at && now - at <= Oldest ? await TrackersAsync(trackers.Trackers, now, cancellation) : null;
            return new Reading(
                now,
                new StoreReading(null, board.RollLag?.Batches, board.AggregateLag?.Batches),
                readings,
                trackers.IsJudged,
                [.. campaigns.Select(campaign => Of(campaign, now))]);
        }
        catch (StoreException away)
        {
            return Away(away.Message, now);
        }
    }

    /// <summary>A reading by the store itself, without a face: judges trackers anew, which reads the whole log.</summary>
    /// <exception cref="StoreException">The store is away.</exception>
    public async Task<Reading> TakeAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var standings = await store.Views.TrackersAsync(now, cancellation);
        var judgement = Judgement.Of(await store.Statistics.HonestyAsync(StatsScope.All, cancellation), standings);
        var board = new TrackerBoard(now, [.. standings.Select(judgement.Judge)], []) { IsJudged = true };
        var lags = new StoreBoard { At = now, AggregateLag = await store.LagAsync(cancellation), RollLag = await store.RollLagAsync(cancellation) };
        return (await TakeAsync(lags, board, now, cancellation))!;
    }

    private static Reading Away(string trouble, DateTimeOffset now) => new(now, new StoreReading(trouble, null, null), null, false, null);

    private async Task<IReadOnlyList<TrackerReading>> TrackersAsync(IReadOnlyList<BoardTracker> trackers, DateTimeOffset now, CancellationToken cancellation)
    {
        // That one is up takes a look; for how long one is down takes a day of them.
        int[] down = [.. trackers.Where(tracker => tracker.Standing.IsUp == false).Select(tracker => tracker.Standing.Id)];
        var beats = down.Length == 0 ? null : await store.Views.BeatsAsync(down, new TimeWindow(now.AddDays(-1), now, TimeSpan.FromMinutes(15)), cancellation);
        return [.. trackers.Select(tracker => Of(tracker, beats?.GetValueOrDefault(tracker.Standing.Id), now))];
    }

    private TrackerReading Of(BoardTracker tracker, IReadOnlyList<Beat>? beats, DateTimeOffset now) => new(
        tracker.Standing.Id,
        tracker.Standing.Url,
        tracker.Standing.IsUp switch
        {
            true => new LookVerdict(false, null, 1),
            false => LookVerdict.Of([.. (beats ?? []).Select(beat => new Look(beat.At, beat.IsUp))], now, rules.DownAfter),
            null => LookVerdict.Unknown,
        },
        tracker.Standing.LastOutcome is { } outcome ? JsonLine.NameOf(outcome).Replace('_', ' ') : null,
        tracker.Honesty,
        tracker.Findings.Count > 0 ? tracker.Findings[0] : null);

    private static CampaignReading Of(CampaignState state, DateTimeOffset now)
    {
        var progress = SeenCampaigns.Read(state.Progress);
        return new CampaignReading
        {
            Id = state.Id,
            Name = state.Campaign.Name,
            EndedAt = state.EndedAt,
            SeenAt = state.SeenAt,
            IsAlive = state.WordAt(now) is "running" or "paused",
            IsPaused = state.PausedAt is not null || progress?.Paused == true,
            Calls = progress?.Calls,
            Pending = progress is null ? null : progress.Due + progress.InFlight,
            Torrents = progress?.Torrents,
            Trouble = progress?.Trouble,
        };
    }
}
