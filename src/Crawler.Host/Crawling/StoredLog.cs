using Crawler.Actors.Measuring;
using Crawler.Actors.Observations;
using Crawler.Actors.Trackers;
using Crawler.Storage;
using Crawler.Storage.Estimates;
using Crawler.Storage.Log;

namespace Crawler.Host.Crawling;

/// <summary>Lets a crawl write its observations into the store, as one writer of one campaign.</summary>
internal sealed class StoredLog(ICrawlStore store, string writer, int campaignId) : IObservationLog
{
    public Task AppendAsync(long sequence, IReadOnlyList<Recorded> batch, CancellationToken cancellation) => store.AppendAsync(
        new LogBatch
        {
            Writer = writer,
            Sequence = sequence,
            CampaignId = campaignId,
            Entries = [.. batch.OfType<Observation>().Select(observation => new LogEntry(observation.Attempt, ScheduleOf(observation.Session)))],
            Estimates = [.. batch.OfType<SwarmEstimate>().Select(EntryOf)],
        },
        cancellation);

    private static EstimateEntry EntryOf(SwarmEstimate estimate) => new()
    {
        InfoHash = estimate.InfoHash,
        Tracker = estimate.Tracker,
        Family = estimate.Family,
        Kind = estimate.Kind,
        From = estimate.From,
        To = estimate.To,
        Complete = estimate.Complete,
        Incomplete = estimate.Incomplete,
        Size = estimate.Size,
    };

    private static TrackerSchedule ScheduleOf(TrackerSession session) => new()
    {
        Family = session.Family,
        TrackerId = session.TrackerId,
        Interval = session.Interval,
        NotBefore = session.NotBefore,
        DueAt = session.DueAt,
        StartedAcknowledged = session.StartedAcknowledged,
        Failures = session.ConsecutiveFailures,
        State = session.State == SessionState.Gone ? ScheduleState.Gone : ScheduleState.Active,
    };
}
